/** Photos that stand in folders of several clients, of whom only a person can say whose they are. */
export const CLAIMED_PHOTOS = `
  ALTER TABLE photo ADD COLUMN is_claimed INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX photo_claimed ON photo (client_id) WHERE is_claimed = 1 AND settled & 1 = 0;
`
