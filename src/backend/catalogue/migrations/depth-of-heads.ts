/** A measuring warp may hold a head's depth from now on, which programs before cannot read: they are to say so. */
export const DEPTH_OF_HEADS = `
  -- Nothing changes: what was found without a depth stays as it is.
`
