/** Step 7: registrations by way of a third photo, and the scale a person gave a photo. */
export const CHAINS_AND_SCALES = `
  -- The third photo of a registration that was composed of two; such a one goes with that photo.
  ALTER TABLE registration ADD COLUMN via_id INTEGER REFERENCES photo (id) ON DELETE CASCADE;
  CREATE INDEX registration_by_via ON registration (via_id);

  CREATE TABLE photo_scale (
    photo_id INTEGER NOT NULL PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    -- Upright full-size pixels per millimetre of skin.
    pixels_per_mm REAL NOT NULL,
    made_at TEXT NOT NULL
  ) STRICT;
`
