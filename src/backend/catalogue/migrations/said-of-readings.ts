/** What a person says of clients and visits that were read in a folder, for its next import. */
export const SAID_OF_READINGS = `
  CREATE TABLE said_of_reading (
    root_id INTEGER NOT NULL REFERENCES root (id) ON DELETE CASCADE,
    -- client, visit or label: what it is said of.
    kind TEXT NOT NULL,
    -- What was read: the same whatever is said of it.
    read_key TEXT NOT NULL,
    -- The same for people.
    words TEXT NOT NULL,
    -- What is said, as JSON; null where it was taken back and photos still have to follow.
    said TEXT,
    -- What the photos of earlier imports stand by; null where they stand by what was read.
    applied TEXT,
    PRIMARY KEY (root_id, kind, read_key)
  ) STRICT, WITHOUT ROWID;
`
