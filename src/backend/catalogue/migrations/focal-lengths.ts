/** How wide the lens saw, which no word of its name tells: another lens looks like a turn of the head. */
export const FOCAL_LENGTHS = `
  -- In millimetres; both null where the camera wrote neither, or the photo was imported before this was read.
  ALTER TABLE photo ADD COLUMN focal_length_mm REAL;
  -- What the same field of view asks for on 35 mm film, which cameras of all sizes share.
  ALTER TABLE photo ADD COLUMN focal_length_35mm REAL;
`
