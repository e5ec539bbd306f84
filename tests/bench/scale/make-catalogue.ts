import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type Sqlite from 'better-sqlite3'
import { openDatabase } from '../../../src/backend/catalogue/open-database.ts'
import { NEEDS } from '../../../src/contract/needs.ts'
import { foldName } from '../../../src/domain/fold-name.ts'

/** How much there is in a catalogue that is made for measuring. */
export interface Scale {
  readonly clients: number
  readonly visits: number
  readonly photos: number
}

const VIEWS = ['front', 'top', 'crown', 'left-profile', 'right-profile', 'back', 'left-oblique', 'macro']
const SURNAMES = [
  'Mills',
  'Hartmann',
  'Moreno',
  'Novak',
  'Okafor',
  'Lindqvist',
  'Tanaka',
  'Rossi',
  'Dubois',
  'Yilmaz',
]
const FIRST_NAMES = [
  'Ann',
  'Jonas',
  'Luis',
  'Petr',
  'Ada',
  'Nils',
  'Ken',
  'Gia',
  'Max',
  'Elif',
  'Tom',
  'Ida',
  'Sam',
]

export const nameOf = (client: number): string =>
  `${SURNAMES[client % SURNAMES.length]} ${String(client).padStart(5, '0')}, ${FIRST_NAMES[client % FIRST_NAMES.length]}`

const visitDate = (client: number, visit: number): string =>
  new Date(Date.UTC(2022, 0, 3) + ((client % 300) + visit * 120) * 86_400_000).toISOString().slice(0, 10)

/** The tenth photo of every visit is named with a word that tells no view, as all that share it. */
const fileOf = (client: number, visit: number, photo: number): string =>
  `${nameOf(client)}/${visitDate(client, visit)}/${photo === 9 ? 'vtx' : 'IMG'}_${photo}.jpg`

/** Writes a tree of tiny files that stand where the photos of {@link fillCatalogue} stand. */
export function makeFiles(root: string, { clients, visits, photos }: Scale): void {
  for (let client = 0; client < clients; client++) {
    for (let visit = 0; visit < visits; visit++) {
      mkdirSync(join(root, nameOf(client), visitDate(client, visit)), { recursive: true })
      for (let photo = 0; photo < photos; photo++)
        writeFileSync(join(root, fileOf(client, visit, photo)), 'x')
    }
  }
}

/**
 * Fills a catalogue as imports would have, row by row straight into its file: a tenth of the photos without a view, some
 * suggested, damaged, missing or edited, alignments of one view in twenty, and a history of imports.
 */
export function fillCatalogue(
  folder: string,
  root: string,
  scale: Scale,
  { hasFiles }: { readonly hasFiles: boolean },
): void {
  const database = openDatabase(folder)
  database.transaction(() => {
    insertAll(database, root, scale, hasFiles)
    database.exec('UPDATE photo SET is_claimed = 1 WHERE id % 500 = 3')
  })()
  database.close()
}

/** Makes everything of a filled catalogue unclear, and settles all of it as a person would who leaves it as it is. */
export function settleEverything(folder: string): void {
  const database = openDatabase(folder)
  database.transaction(() =>
    database.exec(`
      UPDATE client SET name_source = 'guess';
      UPDATE visit SET is_day_unclear = 1;
      UPDATE photo SET view = 'unknown', view_source = 'none', phase = 'unknown', phase_source = 'none', is_damaged = 1, is_claimed = 1;
      INSERT INTO settled_need (photo_id, need)
      SELECT photo.id, need.value FROM photo, json_each('${JSON.stringify(NEEDS)}') AS need;
    `),
  )()
  database.close()
}

function insertAll(database: Sqlite.Database, root: string, scale: Scale, hasFiles: boolean): void {
  const { clients, visits, photos } = scale
  database.prepare("INSERT INTO root (id, path, added_at) VALUES (1, ?, '2026-01-01')").run(root)
  const run = database.prepare(
    `INSERT INTO import_run (id, root_id, state, started_at, finished_at, added) VALUES (?, 1, 'finished', ?, ?, 100)`,
  )
  const skip = database.prepare("INSERT INTO skipped_file VALUES (?, ?, 'unsupported-format')")
  for (let id = 1; id <= 200; id++) {
    run.run(id, `2026-01-01T00:00:${id}`, `2026-01-01T00:01:${id}`)
    for (let file = 0; file < 10; file++) skip.run(id, `notes ${file}.txt`)
  }
  const addClient = database.prepare(
    'INSERT INTO client (id, name, reading_key, search_name, created_at, name_source) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const addVisit = database.prepare(
    `INSERT INTO visit (id, client_id, date, date_source, kind, label, is_day_unclear) VALUES (?, ?, ?, 'folder', ?, ?, ?)`,
  )
  const addPhoto = database.prepare(
    `INSERT INTO photo (id, client_id, visit_id, import_id, sha256, bytes, format, width_px, height_px, orientation, view,
       view_source, phase, phase_source, taken_at, date_source, camera, is_damaged)
     VALUES (?, ?, ?, ?, ?, 3500000, 'jpeg', 3024, 4032, 6, ?, ?, ?, 'derived', ?, 'exif', 'Apple iPhone 13 Pro', ?)`,
  )
  const addPlace = database.prepare(
    `INSERT INTO place (photo_id, root_id, path, bytes, mtime_ns, inode, sha256, import_id, is_present)
     VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const addRegistration = database.prepare(
    `INSERT INTO registration (before_id, after_id, verdict, method, kind, confidence, after_to_before, measuring_warp,
       residual_percent, pose_differs, reasons, points, made_by, engine_version, elapsed_ms, made_at)
     VALUES (?, ?, 'aligned', 'features', 'homography', 0.9, '[1,0,0,0,1,0,0,0,1]', NULL, 0.3, 0,
       '[]', '[]', 'program', 3, 500, '2026-01-01')`,
  )
  const addRegion = database.prepare(
    "INSERT INTO region (photo_id, kind, position, polygon) VALUES (?, 'treated', 0, '[[0,0],[9,0],[9,9]]')",
  )
  let [visitId, photoId] = [0, 0]
  for (let client = 0; client < clients; client++) {
    const name = nameOf(client)
    addClient.run(
      client + 1,
      name,
      foldName(name),
      foldName(name),
      '2026-01-01',
      client % 100 === 0 ? 'guess' : 'folder',
    )
    const firstId = photoId + 1
    for (let visit = 0; visit < visits; visit++) {
      const date = visitDate(client, visit)
      const isUndated = (client * visits + visit) % 500 === 0
      const kind = ['before', 'session', 'review'][Math.min(visit, 2)]
      addVisit.run(
        ++visitId,
        client + 1,
        isUndated ? null : date,
        kind,
        `Visit ${visit}`,
        client % 50 === 1 ? 1 : 0,
      )
      for (let photo = 0; photo < photos; photo++) {
        const id = ++photoId
        const sha256 = id.toString(16).padStart(64, '0')
        const hasView = id % 10 !== 0
        const view = hasView ? VIEWS[photo % VIEWS.length] : 'unknown'
        const source = hasView ? (id % 25 === 1 ? 'guess' : 'file-name') : 'none'
        const phase = visit === 0 ? 'pre-treatment' : visit === 1 ? 'fresh' : 'healed'
        const time = `${date}T10:${String(photo % 60).padStart(2, '0')}:00`
        addPhoto.run(
          id,
          client + 1,
          visitId,
          1 + (client % 200),
          sha256,
          view,
          source,
          phase,
          time,
          id % 997 === 0 ? 1 : 0,
        )
        const relative = fileOf(client, visit, photo)
        const stats = hasFiles ? statSync(join(root, relative), { bigint: true }) : null
        addPlace.run(
          id,
          Buffer.from(relative),
          stats === null ? 3_500_000 : Number(stats.size),
          stats === null ? '1' : stats.mtimeNs.toString(),
          stats === null ? String(id) : stats.ino.toString(),
          sha256,
          1 + (client % 200),
          // Where there are files, a look at them would find those that are said to be gone.
          !hasFiles && id % 400 === 0 ? 0 : 1,
        )
        if (id % 20 === 0) addRegistration.run(firstId, id)
      }
    }
    addRegion.run(firstId)
  }
}
