import { sep } from 'node:path'
import { z } from 'zod'
import type { PhotoId } from '../../contract/ids.ts'
import { DayOrder } from '../../contract/imports.ts'
import { View } from '../../contract/vocabulary.ts'
import type { Database } from './open-database.ts'
import { readList } from './read-list.ts'
import { readStored, type StoredRows } from './read-stored.ts'

const Root = z.object({ id: z.int(), path: z.string(), dayOrder: DayOrder.nullable() })
const Listed = Root.omit({ id: true }).extend({ photos: z.int(), missing: z.int(), corrections: z.int() })
const FileRow = z.object({
  id: z.int(),
  photoId: z.int().transform((id) => id as PhotoId),
  relative: z.instanceof(Uint8Array),
  cameraTime: z.string().nullable(),
})

const Correction = z.object({ word: z.string(), view: View })

/** Every imported folder. */
export const STORED_ROOTS: StoredRows = {
  entry: 'imported folder',
  select:
    'SELECT id, path, day_order AS dayOrder, read_order AS readOrder, photos, 0 AS missing, 0 AS corrections FROM root',
  read: (row) =>
    readStored('root', Root.extend(Listed.shape).extend({ readOrder: DayOrder.nullable() }), row),
}

/** Every view that was said of a name. */
export const STORED_CORRECTIONS: StoredRows = {
  entry: 'answer',
  select: 'SELECT root_id AS rootId, word, view FROM correction',
  read: (row) => readStored('correction', Correction, row),
}

/** What a person said of the names in an imported folder. */
export interface RootMemory {
  readonly dayOrder: DayOrder | null
  /** Views by what file names have in common. */
  readonly views: ReadonlyMap<string, View>
}

/** Imported folders, and what a person said of their names. */
export class RootsRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  list(): z.infer<typeof Listed>[] {
    return readList(
      this.#database,
      'imported folder',
      this.#database
        .prepare(
          `SELECT root.path, root.day_order AS dayOrder, root.photos,
                  (SELECT count(DISTINCT photo_id) FROM place WHERE root_id = root.id AND is_present = 0
                   AND NOT EXISTS (
                     SELECT 1 FROM place AS other WHERE other.photo_id = place.photo_id AND other.is_present = 1
                   )) AS missing,
                  (SELECT count(*) FROM correction WHERE correction.root_id = root.id)
                  + (SELECT count(*) FROM said_of_reading AS it WHERE it.root_id = root.id AND it.said IS NOT NULL)
                  AS corrections
           FROM root ORDER BY root.path`,
        )
        .all(),
      (row) => readStored('root', Listed, row),
    )
  }

  /** What was said of this folder, or of one that it stands in; the closest word wins. */
  memoryOf(path: string): RootMemory {
    const related = readStored(
      'root',
      z.array(Root),
      this.#database.prepare('SELECT id, path, day_order AS dayOrder FROM root').all(),
    )
      .filter((root) => root.path === path || path.startsWith(root.path + sep))
      .toSorted((one, other) => one.path.length - other.path.length)
    const views = new Map<string, View>()
    for (const { id } of related) {
      const rows = readStored(
        'correction',
        z.array(Correction),
        this.#database.prepare('SELECT word, view FROM correction WHERE root_id = ?').all(id),
      )
      for (const { word, view } of rows) views.set(word, view)
    }
    const dayOrder = related.findLast((root) => root.dayOrder !== null)?.dayOrder ?? null
    return { dayOrder, views }
  }

  /** What was said of this very folder. */
  dayOrderOf(rootId: number): DayOrder | null {
    return readStored(
      'root',
      DayOrder.nullable(),
      this.#database.prepare('SELECT day_order FROM root WHERE id = ?').pluck().get(rootId) ?? null,
    )
  }

  setDayOrder(rootId: number, order: DayOrder | null): void {
    this.#database.prepare('UPDATE root SET day_order = ? WHERE id = ?').run(order, rootId)
  }

  /** Which way round the dates of this folder were read last; null where nothing settled it. */
  readOrder(rootId: number): DayOrder | null {
    return readStored(
      'root',
      DayOrder.nullable(),
      this.#database.prepare('SELECT read_order FROM root WHERE id = ?').pluck().get(rootId) ?? null,
    )
  }

  setReadOrder(rootId: number, order: DayOrder | null): void {
    this.#database.prepare('UPDATE root SET read_order = ? WHERE id = ?').run(order, rootId)
  }

  /** The folder through which a photo was imported, and the photo's path in it; null for a photo without a place. */
  rootOf(
    photoId: PhotoId,
  ): { readonly placeId: number; readonly rootId: number; readonly path: Uint8Array } | null {
    const row = this.#database
      .prepare(
        `SELECT id AS placeId, root_id AS rootId, path FROM place WHERE photo_id = ? ORDER BY is_present DESC, id LIMIT 1`,
      )
      .get(photoId)
    return row === undefined
      ? null
      : readStored(
          'root',
          z.object({ placeId: z.int(), rootId: z.int(), path: z.instanceof(Uint8Array) }),
          row,
        )
  }

  /** The next files of a root in the order of their paths, with when the camera took the photo; from the first where `after` is null. */
  filesAfter(rootId: number, after: Uint8Array | null, most: number): z.infer<typeof FileRow>[] {
    return readStored(
      'place',
      z.array(FileRow),
      this.#database
        .prepare(
          `SELECT place.id, photo.id AS photoId, place.path AS relative,
                  coalesce(photo.camera_taken_at, photo.taken_at) AS cameraTime
           FROM place CROSS JOIN photo ON photo.id = place.photo_id
           WHERE place.root_id = @rootId AND place.path > @after ORDER BY place.path LIMIT @most`,
        )
        .all({ rootId, after: after ?? Buffer.alloc(0), most }),
    )
  }

  remember(rootId: number, word: string, view: View): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO correction (root_id, word, view) VALUES (?, ?, ?)')
      .run(rootId, word, view)
  }

  /** Says of a folder's words and days what was said of those of another one. */
  takeOver(fromId: number, toId: number): void {
    this.#database
      .prepare(
        `INSERT OR IGNORE INTO correction (root_id, word, view)
         SELECT @toId, word, view FROM correction WHERE root_id = @fromId`,
      )
      .run({ fromId, toId })
    this.#database
      .prepare(
        'UPDATE root SET day_order = (SELECT day_order FROM root WHERE id = @fromId) WHERE id = @toId AND day_order IS NULL',
      )
      .run({ fromId, toId })
  }

  /** The view that was said of a word in this folder; null where nothing was. */
  remembered(rootId: number, word: string): View | null {
    return readStored(
      'correction',
      View.nullable(),
      this.#database
        .prepare('SELECT view FROM correction WHERE root_id = ? AND word = ?')
        .pluck()
        .get(rootId, word) ?? null,
    )
  }

  forget(rootId: number, word: string): void {
    this.#database.prepare('DELETE FROM correction WHERE root_id = ? AND word = ?').run(rootId, word)
  }
}
