import type { ImportId, PhotoId } from '../../contract/ids.ts'
import type { Database } from './open-database.ts'

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
}

const SELECT = 'SELECT id, photo_id, root_id, path, bytes, mtime_ns, inode, is_present, sha256 FROM place'

/** Files in which photos were found. */
export class PlacesRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  ofRoot(rootId: number): Place[] {
    return this.#database.prepare(`${SELECT} WHERE root_id = ?`).raw().all(rootId).map(toPlace)
  }

  ofPhoto(photoId: PhotoId): Place[] {
    return this.#database.prepare(`${SELECT} WHERE photo_id = ? ORDER BY id`).raw().all(photoId).map(toPlace)
  }

  at(rootId: number, path: Uint8Array): Place | null {
    const row = this.#database.prepare(`${SELECT} WHERE root_id = ? AND path = ?`).raw().get(rootId, path)
    return row === undefined ? null : toPlace(row)
  }

  /** Notes that a photo is not in this file any more, whatever is there now. */
  markGone(rootId: number, path: Uint8Array): void {
    this.#database.prepare('UPDATE place SET is_present = 0 WHERE root_id = ? AND path = ?').run(rootId, path)
  }

  /** Notes that these bytes stand in this file now, whatever stood there before. */
  save(place: NewPlace): void {
    this.#database
      .prepare(
        `INSERT INTO place (photo_id, root_id, path, bytes, mtime_ns, inode, sha256, import_id)
         VALUES (@photoId, @rootId, @path, @bytes, @mtimeNs, @inode, @sha256, @importId)
         ON CONFLICT (root_id, path) DO UPDATE SET photo_id = excluded.photo_id, bytes = excluded.bytes,
           mtime_ns = excluded.mtime_ns, inode = excluded.inode, sha256 = excluded.sha256, is_present = 1,
           import_id = CASE photo_id WHEN excluded.photo_id THEN import_id ELSE excluded.import_id END`,
      )
      .run(place)
  }

  setPresent(id: number, isPresent: boolean): void {
    this.#database.prepare('UPDATE place SET is_present = ? WHERE id = ?').run(isPresent ? 1 : 0, id)
  }

  /** The same file under another name within its root. */
  move(id: number, path: Uint8Array): void {
    this.#database.prepare('UPDATE OR IGNORE place SET path = ?, is_present = 1 WHERE id = ?').run(path, id)
  }

  /** For a file that was moved: its photo is known by its new place. */
  remove(id: number): void {
    this.#database.prepare('DELETE FROM place WHERE id = ?').run(id)
  }
}

/** Checked by hand: a hundred thousand of these are read at once, and a parser would take half a second for them. */
function toPlace(value: unknown): Place {
  // As SELECT has them.
  const [id, photoId, rootId, path, bytes, mtimeNs, inode, isPresent, sha256] = value as unknown[]
  if (
    typeof id !== 'number' ||
    typeof photoId !== 'number' ||
    typeof rootId !== 'number' ||
    !(path instanceof Uint8Array) ||
    typeof bytes !== 'number' ||
    typeof mtimeNs !== 'string' ||
    typeof inode !== 'string' ||
    typeof sha256 !== 'string'
  ) {
    throw new TypeError('A row of the table of places is not what it should be')
  }
  return {
    id,
    photoId: photoId as PhotoId,
    rootId,
    path,
    bytes,
    mtimeNs,
    inode,
    isPresent: isPresent === 1,
    sha256,
  }
}
