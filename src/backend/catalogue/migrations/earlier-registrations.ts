/** What a person's work on a pair took the place of, so that there is a way back to it. */
export const EARLIER_REGISTRATIONS = `
  -- As the program writes it down; null where nothing of a person's was replaced, or was put in another's place.
  ALTER TABLE registration ADD COLUMN earlier TEXT;
`
