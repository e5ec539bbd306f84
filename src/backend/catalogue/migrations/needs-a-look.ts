/** What a person left as it is, so that it is not asked about again; and an index for what is asked about. */
export const NEEDS_A_LOOK = `
  -- One row a need that a person settled without an answer: it is to stay as it is.
  CREATE TABLE settled_need (
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    need TEXT NOT NULL,
    PRIMARY KEY (photo_id, need)
  ) STRICT, WITHOUT ROWID;
  -- Files that could not be read and that a person has seen; another reason is another matter.
  CREATE TABLE settled_file (
    root_id INTEGER NOT NULL REFERENCES root (id) ON DELETE CASCADE,
    file TEXT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (root_id, file, code)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX photo_without_phase ON photo (visit_id) WHERE phase = 'unknown';
  CREATE INDEX client_by_guess ON client (id) WHERE name_source = 'guess';
`
