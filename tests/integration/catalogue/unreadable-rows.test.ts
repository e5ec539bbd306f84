import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { copyDatabase } from '../../../src/backend/catalogue/copy-database.ts'
import { Catalogue } from '../../../src/backend/catalogue/open-catalogue.ts'
import { openDatabase } from '../../../src/backend/catalogue/open-database.ts'
import { createPhotoReader } from '../../../src/backend/imaging/photo-reader.ts'
import { checkCatalogue } from '../../../src/backend/services/upkeep/check-catalogue.ts'
import { describeFailure } from '../../../src/backend/rpc/describe-failure.ts'
import type { ClientId, ClockShiftId, ExportId, PhotoId, VisitId } from '../../../src/contract/ids.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A row of every table, each as the program writes it. */
const ROWS = `
  INSERT INTO root (id, path, added_at, day_order, read_order)
  VALUES (1, '/photos', '2026-01-01', 'day-first', 'day-first');
  INSERT INTO client (id, name, reading_key, search_name, created_at)
  VALUES (1, 'Mills', 'mills', 'mills', '2026-01-01');
  INSERT INTO visit (id, client_id, date, date_source, kind, label)
  VALUES (1, 1, '2026-01-01', 'folder', 'session', 'Session 1');
  INSERT INTO import_run (id, root_id, state, started_at) VALUES (1, 1, 'finished', '2026-01-01');
  INSERT INTO skipped_file VALUES (1, 'notes.txt', 'unsupported-format');
  INSERT INTO photo (id, client_id, visit_id, import_id, sha256, bytes, format, width_px, height_px, orientation, view,
    view_source, phase, phase_source, date_source, is_damaged, pictured, taken_at)
  VALUES (1, 1, 1, 1, 'aa', 9, 'jpeg', 4, 3, 1, 'front', 'person', 'fresh', 'derived', 'folder', 0, 'front', '2026-01-01T10:00'),
         (2, 1, 1, 1, 'bb', 9, 'jpeg', 4, 3, 1, 'unknown', 'none', 'fresh', 'derived', 'folder', 0, NULL, NULL);
  INSERT INTO place (photo_id, root_id, path, bytes, mtime_ns, inode, sha256)
  VALUES (1, 1, x'61', 9, '1', '2', 'aa'), (2, 1, x'ff', 9, '1', '3', 'bb');
  INSERT INTO photo_version (sha256, photo_id, bytes, format, width_px, height_px, orientation, is_damaged, import_id, noted_at, work)
  VALUES ('cc', 1, 9, 'jpeg', 4, 3, 1, 0, 1, '2026-01-01', '{"region":[],"photo_scale":[],"registration":[]}');
  INSERT INTO registration (before_id, after_id, verdict, method, kind, confidence, after_to_before, measuring_warp,
    residual_percent, pose_differs, reasons, points, made_by, engine_version, elapsed_ms, made_at)
  VALUES (1, 2, 'aligned', 'by-hand', 'similarity', 9, '[1,0,0,0,1,0,0,0,1]', NULL, 1, 0, '["few-cells"]',
    '[{"before":[1,2],"after":[3,4]}]', 'person', 1, 1, '2026-01-01');
  INSERT INTO region VALUES (1, 'treated', 0, '[[0,0],[1,0],[1,1]]');
  INSERT INTO measurement VALUES (1, 2, 'ff', '{}');
  INSERT INTO photo_scale VALUES (1, 12.5, '2026-01-01');
  INSERT INTO export (id, before_id, after_id, file, record, made_at) VALUES (1, 1, 2, '/out.jpg', '{}', '2026-01-01');
  INSERT INTO clock_shift (id, client_id, minutes, visit_kind, made_at) VALUES (1, 1, 60, 'session', '2026-01-01');
  INSERT INTO shifted_photo VALUES (1, 1);
  INSERT INTO correction VALUES (1, 'IMG', 'top');
  INSERT INTO said_of_reading VALUES (1, 'client', 'mills', 'Mills', '{"name":"Mills","key":"mills"}', NULL);
  INSERT INTO said_of_reading VALUES (1, 'visit', 'v', 'Visit', NULL, '{"date":null,"kind":"session","phase":null}');
  INSERT INTO other_file VALUES (1, x'62', 9, '1', '4', 'unsupported-format', NULL, 1);
  INSERT INTO settled_need VALUES (2, 'view');
  INSERT INTO settled_file VALUES (1, 'notes.txt', 'unsupported-format');
`

const [client, visit, photo, other] = [1 as ClientId, 1 as VisitId, 1 as PhotoId, 2 as PhotoId]

function openDamaged(damage = '') {
  const folder = temporaryFolder()
  const database = openDatabase(folder)
  const catalogue = new Catalogue(database)
  onTestFinished(() => catalogue.close())
  database.exec(ROWS)
  catalogue.clients.list()
  mkdirSync(join(folder, 'backups'))
  copyDatabase(database, join(folder, 'backups', 'daily-2026-01-01.sqlite'))
  database.exec(damage)
  return { database, catalogue, folder }
}

const check = ({ catalogue, folder }: ReturnType<typeof openDamaged>) =>
  checkCatalogue(
    {
      catalogue,
      catalogueFolder: folder,
      reader: createPhotoReader({ derivedFolder: join(folder, 'derived') }),
    },
    {},
    { signal: new AbortController().signal, report: () => undefined },
  )

function failureOf(work: () => unknown): unknown {
  try {
    work()
    return null
  } catch (error) {
    return error
  }
}

/** What it is, which value, how it is damaged, and what meets it; null where the program only writes it. */
const DAMAGES: readonly [string, string, string, ((catalogue: Catalogue) => unknown) | null][] = [
  ['photo', 'view of a photo', "UPDATE photo SET view = 'frond' WHERE id = 1", (c) => c.photos.list({})],
  [
    'photo',
    'size of a photo',
    'UPDATE photo SET width_px = -4 WHERE id = 1',
    (c) => c.photos.list({ limit: 5 }),
  ],
  [
    'photo',
    'source of a date',
    "UPDATE photo SET date_source = 'foldes' WHERE id = 1",
    (c) => c.photos.detail(photo),
  ],
  [
    'photo',
    'look of a photo',
    "UPDATE photo SET pictured = 'ffont', view_source = 'guess' WHERE id = 1",
    (c) => c.views.suggestedOf([client]),
  ],
  ['visit', 'day of a visit', "UPDATE visit SET date = '2026-0q-01'", (c) => c.visits.listOf(client)],
  ['visit', 'kind of a visit', "UPDATE visit SET kind = 'sesskon'", (c) => c.visits.find(visit)],
  ['client', "row of a client's list", "UPDATE client_summary SET views = 'frond'", (c) => c.clients.list()],
  [
    'alignment',
    'verdict',
    "UPDATE registration SET verdict = 'alygned'",
    (c) => c.registrations.verdictsOf(client),
  ],
  [
    'alignment',
    'matrix that is no JSON',
    "UPDATE registration SET after_to_before = '[1,0,0,0,1,0,0,0,1}'",
    (c) => c.registrations.find(photo, other),
  ],
  [
    'alignment',
    'point too few',
    `UPDATE registration SET points = '[{"before":[1],"after":[3,4]}]'`,
    (c) => c.registrations.find(photo, other),
  ],
  [
    'alignment',
    'what an alignment took the place of',
    "UPDATE registration SET earlier = '{'",
    (c) => c.registrations.earlier(photo, other),
  ],
  [
    'drawn region',
    'corner of a region',
    "UPDATE region SET polygon = '[[0,0],[1,0],[1,x]]'",
    (c) => c.fade.regions(photo),
  ],
  ['drawn region', 'kind of a region', "UPDATE region SET kind = 'tbeated'", (c) => c.fade.regions(photo)],
  ['photo scale', 'scale', 'UPDATE photo_scale SET pixels_per_mm = -1', (c) => c.scales.find(photo)],
  [
    'clock correction',
    'visit of a clock',
    "UPDATE clock_shift SET visit_kind = 'sessioo'",
    (c) => c.clocks.stored(1 as ClockShiftId),
  ],
  ['imported folder', 'order of days', "UPDATE root SET day_order = 'day-firrt'", (c) => c.roots.list()],
  ['answer', 'view of a word', "UPDATE correction SET view = 'tnp'", (c) => c.roots.memoryOf('/photos')],
  [
    'answer',
    'who a name is',
    `UPDATE said_of_reading SET said = '{"name":"Mills","kez":"mills"}' WHERE kind = 'client'`,
    (c) => c.said.listOf(1),
  ],
  [
    'answer',
    'what photos stand by',
    `UPDATE said_of_reading SET applied = '{"date":nulm}' WHERE kind = 'visit'`,
    (c) => c.said.memoryOf('/photos', () => false),
  ],
  ['answer', 'which file is settled', "UPDATE settled_file SET code = 'unsupported-formau'", null],
  ['answer', 'what is settled', "UPDATE settled_need SET need = 'viev'", null],
  ['import', 'state of an import', "UPDATE import_run SET state = 'finishee'", (c) => c.imports.history()],
  [
    'left-out file',
    'reason of a skipped file',
    "UPDATE skipped_file SET code = 'unsupported-formau'",
    (c) => c.imports.history(),
  ],
  [
    'left-out file',
    'reason of another file',
    "UPDATE other_file SET code = 'unsupported-formau'",
    (c) => c.otherFiles.ofRoot(1),
  ],
  ['exported picture', 'record of a picture', "UPDATE export SET record = '{'", null],
  ['photo version', 'kept work', "UPDATE photo_version SET work = '{'", null],
  [
    'photo file',
    'version in a file',
    'UPDATE place SET sha256 = NULL WHERE photo_id = 1',
    (c) => c.places.ofPhoto(photo),
  ],
  ['client', 'source of a name', "UPDATE client SET name_source = 'foldes'", null],
]

const isList = (meets: (catalogue: Catalogue) => unknown): boolean =>
  /\b(?:photos\.list|clients\.list|visits\.listOf|verdictsOf|roots\.list|history)\(/.test(String(meets))

describe('a value that the file check cannot see to be wrong', () => {
  test.each(DAMAGES)('%s: the %s', async (entry, _, damage, list) => {
    const damaged = openDamaged(damage)
    // Before a list works out anew what it shows of the client.
    expect(await check(damaged)).toMatchObject({
      isSound: false,
      integrity: [],
      danglingRows: 0,
      unreadable: [{ entry, rows: 1 }],
      soundBackup: { kind: 'daily' },
    })
    if (list === null) return
    // A list leaves it out and counts it; whoever asks for it by itself is told.
    const { upkeep } = damaged.catalogue
    const failure = failureOf(() => list(damaged.catalogue))
    expect({ failure, leftOut: upkeep.leftOutOfLists() }).toEqual(
      isList(list)
        ? { failure: null, leftOut: [{ entry, rows: 1 }] }
        : { failure: expect.objectContaining({ code: 'catalogue-damaged' }), leftOut: [] },
    )
  })
})

test('lists show all that can be read, also page by page, and count what cannot be once', () => {
  const { catalogue, database } = openDamaged("UPDATE photo SET view = 'frond' WHERE id = 2")
  expect(catalogue.photos.list({}).map(({ id }) => id)).toEqual([1])
  // The unreadable one comes first.
  expect(catalogue.photos.list({ limit: 1 }).map(({ id }) => id)).toEqual([1])
  expect(catalogue.photos.list({ limit: 5, after: other }).map(({ id }) => id)).toEqual([1])
  expect(catalogue.upkeep.leftOutOfLists()).toEqual([{ entry: 'photo', rows: 1 }])
  database.exec("UPDATE visit SET kind = 'sesskon'; UPDATE skipped_file SET code = 'unsupported-formau'")
  expect(catalogue.visits.listOf(client)).toEqual([])
  expect(catalogue.imports.history()).toMatchObject([{ id: 1, skipped: [] }])
  expect(catalogue.upkeep.leftOutOfLists()).toEqual([
    { entry: 'photo', rows: 1 },
    { entry: 'visit', rows: 1 },
    { entry: 'left-out file', rows: 1 },
  ])
})

test('rows as the program writes them can all be read', async () => {
  const sound = openDamaged()
  expect(await check(sound)).toMatchObject({ isSound: true, unreadable: [], soundBackup: null })
  expect(sound.catalogue.exports.file(1 as ExportId)).toBe('/out.jpg')
})

test('no table is forgotten by the check', () => {
  const tables = openDamaged()
    .database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all()
  const damaged = DAMAGES.map(([, , damage]) => /^UPDATE (\w+)/.exec(damage)?.[1])
  // Two hold numbers of rows alone, and figures are measured anew.
  expect(tables.filter((name) => !damaged.includes(String(name)))).toEqual([
    'measurement',
    'shifted_photo',
    'stale_summary',
  ])
})

test('a backup that was made of the damaged catalogue is not the one to restore', async () => {
  const damaged = openDamaged("UPDATE visit SET kind = 'sesskon'")
  await damaged.catalogue.upkeep.copyTo(join(damaged.folder, 'backups', 'daily-2026-01-02.sqlite'))
  const file = join(damaged.folder, 'backups', 'daily-2026-01-01.sqlite')
  expect((await check(damaged)).soundBackup?.file).toBe(file)
  renameSync(file, join(damaged.folder, 'elsewhere.sqlite'))
  expect((await check(damaged)).soundBackup).toBeNull()
})

test('the log tells table and number of what cannot be read, and nothing of a client', () => {
  const { catalogue } = openDamaged("UPDATE photo SET view = 'Mrs Mills' WHERE id = 2")
  const line = describeFailure({ call: 'photos.get', error: failureOf(() => catalogue.photos.find(other)) })
  expect(line).toContain('Unreadable row of the table photo: id 2, clientId 1, visitId 1, view')
  expect(line).not.toContain('Mills')
})

test('a fade figure that cannot be read is measured anew', () => {
  const { catalogue } = openDamaged("UPDATE measurement SET result = '{'")
  expect(catalogue.fade.measurement(photo, other, 'ff')).toBeNull()
})
