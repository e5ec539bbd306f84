import { FOCAL_LENGTHS } from './migrations/focal-lengths.ts'
import { DEPTH_OF_HEADS } from './migrations/depth-of-heads.ts'
import { CLAIMED_PHOTOS } from './migrations/claimed-photos.ts'
import { EARLIER_REGISTRATIONS } from './migrations/earlier-registrations.ts'
import { FORBIDDEN_PLACES } from './migrations/forbidden-places.ts'
import { NEEDS_A_LOOK } from './migrations/needs-a-look.ts'
import { CHAINS_AND_SCALES } from './migrations/chains-and-scales.ts'
import { SAID_OF_READINGS } from './migrations/said-of-readings.ts'
import { SETTLED_IN_LISTS } from './migrations/settled-in-lists.ts'
import { SHOWN_HEAD_REGIONS } from './migrations/shown-head-regions.ts'
import { VERSIONS_CLOCKS_COUNTS } from './migrations/versions-clocks-counts.ts'

/**
 * Append-only: a released step is never edited, because catalogues that already took it would differ from new ones.
 * Step n brings a catalogue from user_version n - 1 to n, inside one transaction.
 */
export const MIGRATIONS: readonly string[] = [
  `
  -- A folder that was imported. Photos are found again through it when the drive comes back under another letter.
  CREATE TABLE root (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    added_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE client (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    -- The name as it stands in folders, folded, so that a renamed client is still met by the next import.
    reading_key TEXT NOT NULL UNIQUE,
    -- The name folded for searching and sorting.
    search_name TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX client_by_name ON client (search_name);

  CREATE TABLE visit (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    date TEXT,
    date_source TEXT NOT NULL,
    kind TEXT NOT NULL,
    label TEXT
  ) STRICT;
  -- Dated visits of one day and kind are one visit, whatever the folder was called; undated ones are told apart by label.
  CREATE UNIQUE INDEX visit_identity ON visit (
    client_id, coalesce(date, ''), kind, CASE WHEN date IS NULL THEN coalesce(label, '') ELSE '' END
  );

  CREATE TABLE import_run (
    id INTEGER PRIMARY KEY,
    root_id INTEGER NOT NULL REFERENCES root (id),
    state TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    added INTEGER NOT NULL DEFAULT 0,
    moved INTEGER NOT NULL DEFAULT 0,
    duplicates INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE skipped_file (
    import_id INTEGER NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
    file TEXT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (import_id, file)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE photo (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    import_id INTEGER REFERENCES import_run (id),
    -- Lower-case hex of the original's bytes: a photo is its content.
    sha256 TEXT NOT NULL UNIQUE,
    bytes INTEGER NOT NULL,
    format TEXT NOT NULL,
    width_px INTEGER NOT NULL,
    height_px INTEGER NOT NULL,
    orientation INTEGER NOT NULL,
    view TEXT NOT NULL,
    view_source TEXT NOT NULL,
    phase TEXT NOT NULL,
    phase_source TEXT NOT NULL,
    taken_at TEXT,
    utc_offset TEXT,
    date_source TEXT NOT NULL,
    camera TEXT,
    lens TEXT,
    colour_profile TEXT,
    is_damaged INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX photo_by_visit ON photo (visit_id);
  CREATE INDEX photo_by_client_view ON photo (client_id, view);

  -- Every place where a photo's bytes were found. The path is relative to the root and kept as bytes: names need not be UTF-8.
  CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    root_id INTEGER NOT NULL REFERENCES root (id),
    path BLOB NOT NULL,
    bytes INTEGER NOT NULL,
    -- Nanoseconds and inode as text: both exceed what a JavaScript number holds.
    mtime_ns TEXT NOT NULL,
    inode TEXT NOT NULL,
    is_present INTEGER NOT NULL DEFAULT 1,
    UNIQUE (root_id, path)
  ) STRICT;
  CREATE INDEX place_by_photo ON place (photo_id);

  CREATE TABLE registration (
    before_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    after_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    verdict TEXT NOT NULL,
    method TEXT NOT NULL,
    kind TEXT NOT NULL,
    confidence REAL NOT NULL,
    after_to_before TEXT NOT NULL,
    measuring_warp TEXT,
    residual_percent REAL NOT NULL,
    pose_differs INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    points TEXT NOT NULL,
    made_by TEXT NOT NULL,
    engine_version INTEGER NOT NULL,
    elapsed_ms REAL NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (before_id, after_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX registration_by_after ON registration (after_id);

  CREATE TABLE region (
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    polygon TEXT NOT NULL,
    PRIMARY KEY (photo_id, kind, position)
  ) STRICT, WITHOUT ROWID;

  -- A measured retention, kept as long as what it was measured from stays the same.
  CREATE TABLE measurement (
    baseline_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    inputs_sha256 TEXT NOT NULL,
    result TEXT NOT NULL,
    PRIMARY KEY (baseline_id, photo_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE export (
    id INTEGER PRIMARY KEY,
    before_id INTEGER NOT NULL REFERENCES photo (id),
    after_id INTEGER NOT NULL REFERENCES photo (id),
    file TEXT NOT NULL,
    record TEXT NOT NULL,
    made_at TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- What the picture shows by itself, kept apart from the view: null where nobody looked yet.
  ALTER TABLE photo ADD COLUMN pictured TEXT;
  `,
  `
  -- Which import found a place, so that the import can be undone.
  ALTER TABLE place ADD COLUMN import_id INTEGER REFERENCES import_run (id);
  -- Until now every photo's first place came with the photo.
  UPDATE place SET import_id = (SELECT import_id FROM photo WHERE photo.id = place.photo_id)
  WHERE id IN (SELECT min(id) FROM place GROUP BY photo_id);
  CREATE INDEX photo_by_import ON photo (import_id);
  CREATE INDEX place_by_import ON place (import_id);
  CREATE INDEX export_by_before ON export (before_id);
  CREATE INDEX export_by_after ON export (after_id);
  `,
  `
  -- What a person said of the names in a folder, for its next import.
  ALTER TABLE root ADD COLUMN day_order TEXT;
  CREATE TABLE correction (
    root_id INTEGER NOT NULL REFERENCES root (id) ON DELETE CASCADE,
    -- What file names that mean the same have in common.
    word TEXT NOT NULL,
    view TEXT NOT NULL,
    PRIMARY KEY (root_id, word)
  ) STRICT, WITHOUT ROWID;
  `,
  VERSIONS_CLOCKS_COUNTS,
  NEEDS_A_LOOK,
  CHAINS_AND_SCALES,
  SAID_OF_READINGS,
  SETTLED_IN_LISTS,
  FOCAL_LENGTHS,
  FORBIDDEN_PLACES,
  CLAIMED_PHOTOS,
  SHOWN_HEAD_REGIONS,
  EARLIER_REGISTRATIONS,
  DEPTH_OF_HEADS,
]
