import { z } from 'zod'
import type { ImportId, PhotoId } from '../../contract/ids.ts'
import { pathBytes, pathText } from '../../domain/path-text.ts'
import type { Database } from './open-database.ts'
import { readStored, unreadableEntry, type StoredRows } from './read-stored.ts'

const Row = z.object({
  id: z.int(),
  photoId: z.int(),
  rootId: z.int(),
  path: z.instanceof(Uint8Array),
  bytes: z.int(),
  mtimeNs: z.string(),
  inode: z.string(),
  isPresent: z.int(),
  isForbidden: z.int(),
  sha256: z.string(),
})
const Bytes = z.instanceof(Uint8Array)

const PLACES_AT_A_TIME = 1000

/** Where a photo's bytes were found, and by what a change of the file would show. */
export interface NewPlace {
  readonly photoId: PhotoId
  readonly rootId: number
  /** Relative to the root, with forward slashes, as bytes. */
  readonly path: Uint8Array
  readonly bytes: number
  readonly mtimeNs: string
  readonly inode: string
  /** Which of the photo's versions stands here. */
  readonly sha256: string
  /** The import that found it. */
  readonly importId: ImportId
}

export interface Place extends Omit<NewPlace, 'importId'> {
  readonly id: number
  readonly isPresent: boolean
  /** True where it may not be read, as of when its folder was last looked at. */
  readonly isForbidden: boolean
}

const SELECT = `SELECT id, photo_id AS photoId, root_id AS rootId, path, bytes, mtime_ns AS mtimeNs, inode,
                       is_present AS isPresent, is_forbidden AS isForbidden, sha256 FROM place`

/** What shows whether a file is still the one that was read. */
export type KnownPlace = Omit<Place, 'path' | 'sha256'>

/** Every file in which a photo was found. */
export const STORED_PLACES: StoredRows = { entry: 'photo file', select: SELECT, read: toPlace }

/** Files in which photos were found. */
export class PlacesRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /**
   * The places of a root in the order of their paths, with these as `pathText` writes them: nothing more, because they may be a
   * hundred thousand, and some at a time, so that others are answered in between.
   */
  *ofRoot(rootId: number): Generator<{ readonly path: string; readonly place: KnownPlace }[], undefined> {
    const next = this.#database
      .prepare(
        `SELECT id, photo_id, CAST(path AS TEXT), bytes, mtime_ns, inode, is_present, is_forbidden FROM place
         WHERE root_id = ? AND path > ? ORDER BY path LIMIT ${PLACES_AT_A_TIME}`,
      )
      .raw()
    const bytesOf = this.#database.prepare('SELECT path FROM place WHERE id = ?').pluck()
    const toKnown = (row: unknown): { readonly path: string; readonly place: KnownPlace } => {
      const [id, photoId, text, bytes, mtimeNs, inode, isPresent, isForbidden] = row as unknown[]
      if (
        typeof id !== 'number' ||
        typeof photoId !== 'number' ||
        typeof text !== 'string' ||
        typeof bytes !== 'number' ||
        typeof mtimeNs !== 'string' ||
        typeof inode !== 'string'
      ) {
        throw unreadableEntry('place', { id, photoId })
      }
      // The database hands bytes that are no UTF-8 on as this character.
      const path = text.includes('\uFFFD') ? pathText(readStored('place', Bytes, bytesOf.get(id))) : text
      const place = {
        id,
        photoId: photoId as PhotoId,
        rootId,
        bytes,
        mtimeNs,
        inode,
        isPresent: isPresent === 1,
        isForbidden: isForbidden === 1,
      }
      return { path, place }
    }
    let last: string | undefined = ''
    while (last !== undefined) {
      const places: { path: string; place: KnownPlace }[] = next
        .all(rootId, Buffer.from(pathBytes(last)))
        .map(toKnown)
      last = places.length === PLACES_AT_A_TIME ? places.at(-1)?.path : undefined
      yield places
    }
  }

  ofPhoto(photoId: PhotoId): Place[] {
    return this.#database.prepare(`${SELECT} WHERE photo_id = ? ORDER BY id`).all(photoId).map(toPlace)
  }

  find(id: number): Place | null {
    const row = this.#database.prepare(`${SELECT} WHERE id = ?`).get(id)
    return row === undefined ? null : toPlace(row)
  }

  at(rootId: number, path: Uint8Array): Place | null {
    const row = this.#database.prepare(`${SELECT} WHERE root_id = ? AND path = ?`).get(rootId, path)
    return row === undefined ? null : toPlace(row)
  }

  /** Notes that a photo is not in this file any more, whatever is there now. */
  markGone(rootId: number, path: Uint8Array): void {
    this.#database
      .prepare('UPDATE place SET is_present = 0, is_forbidden = 0 WHERE root_id = ? AND path = ?')
      .run(rootId, path)
  }

  /** Notes that these bytes stand in this file now, whatever stood there before. */
  save(place: NewPlace): void {
    this.#database
      .prepare(
        `INSERT INTO place (photo_id, root_id, path, bytes, mtime_ns, inode, sha256, import_id)
         VALUES (@photoId, @rootId, @path, @bytes, @mtimeNs, @inode, @sha256, @importId)
         ON CONFLICT (root_id, path) DO UPDATE SET photo_id = excluded.photo_id, bytes = excluded.bytes,
           mtime_ns = excluded.mtime_ns, inode = excluded.inode, sha256 = excluded.sha256, is_present = 1, is_forbidden = 0,
           import_id = CASE photo_id WHEN excluded.photo_id THEN import_id ELSE excluded.import_id END`,
      )
      .run(place)
  }

  /** Notes what looking at a folder showed of a file: it is there, it is gone, or it stands where nobody may read. */
  note(id: number, found: 'present' | 'gone' | 'forbidden'): void {
    this.#database
      .prepare('UPDATE place SET is_present = ?, is_forbidden = ? WHERE id = ?')
      .run(found === 'gone' ? 0 : 1, found === 'forbidden' ? 1 : 0, id)
  }

  /** The same file under another name within its root. */
  move(id: number, path: Uint8Array): void {
    this.#database
      .prepare('UPDATE OR IGNORE place SET path = ?, is_present = 1, is_forbidden = 0 WHERE id = ?')
      .run(path, id)
  }

  /** For a file that was moved: its photo is known by its new place. */
  remove(id: number): void {
    this.#database.prepare('DELETE FROM place WHERE id = ?').run(id)
  }
}

function toPlace(value: unknown): Place {
  const { isPresent, isForbidden, photoId, ...row } = readStored('place', Row, value)
  return {
    ...row,
    photoId: photoId as PhotoId,
    isPresent: isPresent === 1,
    isForbidden: isForbidden === 1,
  }
}
