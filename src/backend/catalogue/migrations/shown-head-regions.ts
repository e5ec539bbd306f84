/** The head region that a person showed, so that it is shown again as they left it. */
export const SHOWN_HEAD_REGIONS = `
  -- A polygon on the upright full-size before photo; null where the head was found by the program.
  ALTER TABLE registration ADD COLUMN head_region TEXT;
`
