import { z } from 'zod'
import { ERROR_CODES, type ErrorCode } from '../../contract/errors.ts'
import type { ClientId, PhotoId, VisitId } from '../../contract/ids.ts'
import { MOST_COUNTED, UnclearView, Need, UnreadFiles } from '../../contract/needs.ts'
import type { Database } from './open-database.ts'
import { readList } from './read-list.ts'
import { readStored, type StoredRows } from './read-stored.ts'

const Ids = z.array(z.int()).transform((ids) => ids as PhotoId[])

/** The first photo of each of these visits of which nobody said that it is to stay so: its bit in `settled` is not set. */
const onceAVisit = (visits: string, bit: number): string =>
  `SELECT (SELECT photo.id FROM photo WHERE photo.visit_id = found.visit_id AND settled & ${bit} = 0 ORDER BY photo.id LIMIT 1)
   FROM (${visits}) AS found`

/**
 * Photos that need a look, by kind, each list in parts that an index holds of what is open alone, so that what was settled
 * costs nothing; the parts come one after the other. CROSS JOIN and INDEXED BY hold SQLite to the order that reads no more
 * than what is asked for.
 */
const PARTS: Readonly<Record<Need, readonly string[]>> = {
  client: [
    // Once a visit: what is unclear is the same for all of its photos.
    onceAVisit(
      `SELECT visit.id AS visit_id FROM client CROSS JOIN visit INDEXED BY visit_with_open_client
       ON visit.client_id = client.id WHERE client.name_source = 'guess' AND visit.open_client > 0`,
      1,
    ),
    // One by one: in which other client's folder a photo stands is its own matter. Its copies may have been forgotten since.
    `SELECT photo.id FROM photo INDEXED BY photo_claimed CROSS JOIN client ON client.id = photo.client_id
     WHERE is_claimed = 1 AND settled & 1 = 0 AND client.name_source <> 'guess'
     AND (SELECT count(*) FROM place WHERE place.photo_id = photo.id) > 1 ORDER BY photo.client_id, photo.id`,
  ],
  date: [
    onceAVisit(
      `SELECT id AS visit_id FROM visit INDEXED BY visit_with_unclear_day
       WHERE is_day_unclear = 1 AND date IS NOT NULL AND open_date > 0`,
      2,
    ),
    onceAVisit(
      'SELECT id AS visit_id FROM visit INDEXED BY visit_without_date WHERE date IS NULL AND open_date > 0',
      2,
    ),
  ],
  // A suggestion is answered by one key, so those come first.
  view: [
    `SELECT id FROM photo INDEXED BY photo_with_guessed_view
     WHERE view_source = 'guess' AND view <> 'unknown' AND settled & 4 = 0 ORDER BY client_id, id`,
    `SELECT id FROM photo INDEXED BY photo_without_view
     WHERE view = 'unknown' AND view_source <> 'person' AND settled & 4 = 0 ORDER BY client_id, id`,
  ],
  phase: [
    `SELECT min(id) FROM photo INDEXED BY photo_without_phase
     WHERE phase = 'unknown' AND phase_source <> 'person' AND settled & 8 = 0 GROUP BY visit_id`,
  ],
  damaged: [
    `SELECT id FROM photo INDEXED BY photo_damaged WHERE is_damaged = 1 AND settled & 16 = 0 ORDER BY client_id, id`,
  ],
}

// The newest whole import of each folder speaks for its files.
const UNREAD = `
  FROM skipped_file
  JOIN import_run ON import_run.id = skipped_file.import_id
  JOIN root ON root.id = import_run.root_id
  WHERE import_run.id IN (SELECT max(id) FROM import_run WHERE state = 'finished' GROUP BY root_id)
    AND NOT EXISTS (
      SELECT 1 FROM settled_file WHERE settled_file.root_id = root.id AND settled_file.file = skipped_file.file
      AND settled_file.code = skipped_file.code
    )`

const SHOWN_FILES = 100

/** Everything that is to stay as it is: photos, and files that could not be read. */
export const STORED_SETTLED: readonly StoredRows[] = [
  {
    entry: 'answer',
    select: 'SELECT photo_id AS photoId, need FROM settled_need',
    read: (row) => readStored('settled_need', z.object({ need: Need }), row),
  },
  {
    entry: 'answer',
    select: 'SELECT root_id AS rootId, code FROM settled_file',
    read: (row) => readStored('settled_file', z.object({ code: z.enum(ERROR_CODES) }), row),
  },
]

/** What of the catalogue is unclear or unread and waits for a person. */
export class NeedsRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** How many, at most {@link MOST_COUNTED}. */
  count(need: Need): number {
    return this.first(need, MOST_COUNTED).length
  }

  /** The first photos of a kind, in the order in which they are asked about. */
  first(need: Need, most: number): readonly PhotoId[] {
    const found: PhotoId[] = []
    for (const part of PARTS[need]) {
      const limit = most - found.length
      if (limit === 0) break
      found.push(
        ...readStored('photo', Ids, this.#database.prepare(`${part} LIMIT @limit`).pluck().all({ limit })),
      )
    }
    return found
  }

  /** What {@link first} lists of unclear views, with what a sheet of small pictures shows of each. */
  unclearViews(): UnclearView[] {
    const rows = this.#database
      .prepare(
        `SELECT photo.id, photo.sha256, client.name AS client, visit.date AS visitDate, photo.view
         FROM json_each(?) AS listed CROSS JOIN photo ON photo.id = listed.value
         JOIN client ON client.id = photo.client_id JOIN visit ON visit.id = photo.visit_id ORDER BY listed.key`,
      )
      .all(JSON.stringify(this.first('view', MOST_COUNTED)))
    return readList(this.#database, 'photo', rows, (row) => readStored('photo', UnclearView, row))
  }

  settle(need: Need, photoIds: readonly PhotoId[]): void {
    const settle = this.#database.prepare('INSERT OR IGNORE INTO settled_need (photo_id, need) VALUES (?, ?)')
    for (const id of photoIds) settle.run(id, need)
  }

  isSettled(need: Need, id: PhotoId): boolean {
    return (
      this.#database.prepare('SELECT 1 FROM settled_need WHERE photo_id = ? AND need = ?').get(id, need) !==
      undefined
    )
  }

  reopen(need: Need, photoIds: readonly PhotoId[]): void {
    const reopen = this.#database.prepare('DELETE FROM settled_need WHERE photo_id = ? AND need = ?')
    for (const id of photoIds) reopen.run(id, need)
  }

  /** Notes whether a photo stands in folders of several clients. */
  claim(id: PhotoId, isClaimed: boolean): void {
    this.#database.prepare('UPDATE photo SET is_claimed = ? WHERE id = ?').run(isClaimed ? 1 : 0, id)
  }

  visitPhotos(id: VisitId): readonly PhotoId[] {
    return readStored(
      'photo',
      Ids,
      this.#database.prepare('SELECT id FROM photo WHERE visit_id = ? ORDER BY id').pluck().all(id),
    )
  }

  clientPhotos(id: ClientId): readonly PhotoId[] {
    return readStored(
      'photo',
      Ids,
      this.#database.prepare('SELECT id FROM photo WHERE client_id = ? ORDER BY id').pluck().all(id),
    )
  }

  /** The imported folder through which a photo came; null for one without a file. */
  folderOf(id: PhotoId): string | null {
    const folder = this.#database
      .prepare(
        `SELECT root.path FROM place JOIN root ON root.id = place.root_id WHERE place.photo_id = ?
         ORDER BY place.is_present DESC, place.id LIMIT 1`,
      )
      .pluck()
      .get(id)
    return readStored('root', z.string().nullable(), folder ?? null)
  }

  /** Files that the newest import of each folder could not read, by folder and reason. */
  unreadFiles(): UnreadFiles[] {
    const files = this.#database.prepare(
      `SELECT skipped_file.file ${UNREAD} AND root.path = ? AND skipped_file.code = ?
       ORDER BY skipped_file.file LIMIT ${SHOWN_FILES}`,
    )
    return readList(
      this.#database,
      'left-out file',
      this.#database
        .prepare(
          `SELECT root.path AS folder, skipped_file.code, count(*) AS total ${UNREAD}
             GROUP BY root.path, skipped_file.code ORDER BY root.path, total`,
        )
        .all(),
      (row) => {
        const group = readStored('skipped_file', UnreadFiles.omit({ files: true }), row)
        return {
          ...group,
          files: readStored('skipped_file', z.array(z.string()), files.pluck().all(group.folder, group.code)),
        }
      },
    )
  }

  /** How many groups {@link unreadFiles} would list. */
  countUnread(): number {
    return readStored(
      'skipped_file',
      z.int(),
      this.#database
        .prepare(`SELECT count(*) FROM (SELECT DISTINCT root.id, skipped_file.code ${UNREAD})`)
        .pluck()
        .get(),
    )
  }

  settleFiles(folder: string, code: ErrorCode): number {
    return this.#database
      .prepare(
        `INSERT OR IGNORE INTO settled_file (root_id, file, code)
         SELECT root.id, skipped_file.file, skipped_file.code ${UNREAD} AND root.path = ? AND skipped_file.code = ?`,
      )
      .run(folder, code).changes
  }

  reopenFiles(folder: string, code: ErrorCode): number {
    return this.#database
      .prepare('DELETE FROM settled_file WHERE root_id = (SELECT id FROM root WHERE path = ?) AND code = ?')
      .run(folder, code).changes
  }
}
