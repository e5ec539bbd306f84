/** Files that stand where nobody may read: neither there to be shown nor gone. */
export const FORBIDDEN_PLACES = `
  -- As of when its folder was last looked at; a file that is gone is not forbidden.
  ALTER TABLE place ADD COLUMN is_forbidden INTEGER NOT NULL DEFAULT 0;
`
