/** Step 5: edited files, wrong clocks, files that are no photos, and counts that lists of 100,000 photos need. */
export const VERSIONS_CLOCKS_COUNTS = `
  -- Other bytes of the same photo: what a file held before it was edited, or the edited copy beside its original.
  CREATE TABLE photo_version (
    sha256 TEXT NOT NULL PRIMARY KEY,
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    bytes INTEGER NOT NULL,
    format TEXT NOT NULL,
    width_px INTEGER NOT NULL,
    height_px INTEGER NOT NULL,
    orientation INTEGER NOT NULL,
    colour_profile TEXT,
    is_damaged INTEGER NOT NULL,
    import_id INTEGER REFERENCES import_run (id),
    noted_at TEXT NOT NULL,
    -- What was drawn and placed on these pixels and does not fit those that are shown now; put back with them.
    work TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX photo_version_by_photo ON photo_version (photo_id);
  ALTER TABLE import_run ADD COLUMN edited INTEGER NOT NULL DEFAULT 0;
  -- Which of a photo's versions stands in a place.
  ALTER TABLE place ADD COLUMN sha256 TEXT;
  UPDATE place SET sha256 = (SELECT sha256 FROM photo WHERE photo.id = place.photo_id);

  -- Which way round the dates of a folder were read by its newest import.
  ALTER TABLE root ADD COLUMN read_order TEXT;
  ALTER TABLE visit ADD COLUMN is_day_unclear INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE client ADD COLUMN name_source TEXT NOT NULL DEFAULT 'folder';

  -- A camera's clock that was wrong. A photo's taken_at is the camera's time and all shifts that were not taken back.
  CREATE TABLE clock_shift (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    minutes INTEGER NOT NULL,
    -- The visit as it was called and what it was for, so that taking the shift back makes it again.
    visit_kind TEXT NOT NULL,
    visit_label TEXT,
    made_at TEXT NOT NULL,
    undone_at TEXT
  ) STRICT;
  CREATE INDEX clock_shift_by_client ON clock_shift (client_id);
  CREATE TABLE shifted_photo (
    shift_id INTEGER NOT NULL REFERENCES clock_shift (id) ON DELETE CASCADE,
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    PRIMARY KEY (shift_id, photo_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX shifted_photo_by_photo ON shifted_photo (photo_id);
  -- What the camera wrote, where it was corrected; null where taken_at is that.
  ALTER TABLE photo ADD COLUMN camera_taken_at TEXT;

  -- What a phone writes into a photo and into the short film that belongs to it.
  ALTER TABLE photo ADD COLUMN live_id TEXT;
  CREATE INDEX photo_by_live_id ON photo (live_id) WHERE live_id IS NOT NULL;
  -- Files of imported folders that are no photos, so that they are neither opened nor called new again.
  CREATE TABLE other_file (
    root_id INTEGER NOT NULL REFERENCES root (id) ON DELETE CASCADE,
    path BLOB NOT NULL,
    bytes INTEGER NOT NULL,
    mtime_ns TEXT NOT NULL,
    inode TEXT NOT NULL,
    -- Why it is left out.
    code TEXT NOT NULL,
    live_id TEXT,
    -- A program that reads more formats looks again.
    reader_version INTEGER NOT NULL,
    PRIMARY KEY (root_id, path)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX other_file_by_live_id ON other_file (live_id) WHERE live_id IS NOT NULL;

  -- A client's row in lists, worked out anew once something of it has changed.
  CREATE TABLE client_summary (
    client_id INTEGER PRIMARY KEY REFERENCES client (id) ON DELETE CASCADE,
    visits INTEGER NOT NULL,
    photos INTEGER NOT NULL,
    first_date TEXT,
    last_date TEXT,
    views TEXT,
    cover_id INTEGER,
    cover_sha256 TEXT
  ) STRICT;
  CREATE TABLE stale_summary (client_id INTEGER PRIMARY KEY) STRICT;
  INSERT INTO stale_summary SELECT id FROM client;
  CREATE TRIGGER client_added AFTER INSERT ON client BEGIN
    INSERT OR IGNORE INTO stale_summary VALUES (new.id);
  END;
  CREATE TRIGGER photo_added AFTER INSERT ON photo BEGIN
    INSERT OR IGNORE INTO stale_summary VALUES (new.client_id);
  END;
  CREATE TRIGGER photo_removed AFTER DELETE ON photo BEGIN
    INSERT OR IGNORE INTO stale_summary VALUES (old.client_id);
  END;
  CREATE TRIGGER photo_changed AFTER UPDATE OF client_id, visit_id, view, sha256 ON photo BEGIN
    INSERT OR IGNORE INTO stale_summary VALUES (old.client_id);
    INSERT OR IGNORE INTO stale_summary VALUES (new.client_id);
  END;
  CREATE TRIGGER visit_dated AFTER UPDATE OF date ON visit BEGIN
    INSERT OR IGNORE INTO stale_summary VALUES (new.client_id);
  END;

  -- How many photos an imported folder holds, each counted once.
  ALTER TABLE root ADD COLUMN photos INTEGER NOT NULL DEFAULT 0;
  UPDATE root SET photos = (SELECT count(DISTINCT photo_id) FROM place WHERE place.root_id = root.id);
  CREATE TRIGGER place_added AFTER INSERT ON place
  WHEN NOT EXISTS (SELECT 1 FROM place WHERE photo_id = new.photo_id AND root_id = new.root_id AND id <> new.id)
  BEGIN
    UPDATE root SET photos = photos + 1 WHERE id = new.root_id;
  END;
  CREATE TRIGGER place_removed AFTER DELETE ON place
  WHEN NOT EXISTS (SELECT 1 FROM place WHERE photo_id = old.photo_id AND root_id = old.root_id)
  BEGIN
    UPDATE root SET photos = photos - 1 WHERE id = old.root_id;
  END;
  CREATE TRIGGER place_taken_over AFTER UPDATE OF photo_id, root_id ON place
  WHEN old.photo_id <> new.photo_id OR old.root_id <> new.root_id
  BEGIN
    UPDATE root SET photos = photos - 1 WHERE id = old.root_id
      AND NOT EXISTS (SELECT 1 FROM place WHERE photo_id = old.photo_id AND root_id = old.root_id);
    UPDATE root SET photos = photos + 1 WHERE id = new.root_id
      AND NOT EXISTS (SELECT 1 FROM place WHERE photo_id = new.photo_id AND root_id = new.root_id AND id <> new.id);
  END;
  CREATE INDEX place_gone ON place (root_id, photo_id) WHERE is_present = 0;

  -- What needs a look, found without reading every photo.
  CREATE INDEX photo_without_view ON photo (client_id) WHERE view = 'unknown';
  CREATE INDEX photo_with_guessed_view ON photo (client_id) WHERE view_source = 'guess';
  CREATE INDEX photo_damaged ON photo (client_id) WHERE is_damaged = 1;
  CREATE INDEX visit_without_date ON visit (client_id) WHERE date IS NULL;
  CREATE INDEX visit_with_unclear_day ON visit (client_id) WHERE is_day_unclear = 1;
`
