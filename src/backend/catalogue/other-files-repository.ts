import { z } from 'zod'
import { ERROR_CODES, type ErrorCode } from '../../contract/errors.ts'
import type { PhotoId } from '../../contract/ids.ts'
import type { Database } from './open-database.ts'
import { fileName } from './photo-rows.ts'
import { readStored, type StoredRows } from './read-stored.ts'

const Row = z.object({
  path: z.instanceof(Uint8Array),
  bytes: z.int(),
  mtimeNs: z.string(),
  inode: z.string(),
  code: z.enum(ERROR_CODES),
  liveId: z.string().nullable(),
})

/** A file that is no photo, as it was when it was looked into. */
export interface OtherFile extends Omit<z.infer<typeof Row>, 'path'> {
  readonly path: Uint8Array
}

/** Raised with every kind of file that the program learns to read, so that files that were left out are tried again. */
const READER_VERSION = 1

const SELECT = `SELECT root_id AS rootId, path, bytes, mtime_ns AS mtimeNs, inode, code, live_id AS liveId FROM other_file`

/** Every file that is no photo. */
export const STORED_OTHER_FILES: StoredRows = {
  entry: 'left-out file',
  select: SELECT,
  read: (row) => readStored('other_file', Row, row),
}

/** Files of imported folders that are no photos; some of them are films that belong to one. */
export class OtherFilesRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Those that this program has looked into. */
  ofRoot(rootId: number): OtherFile[] {
    return this.#database
      .prepare(`${SELECT} WHERE root_id = ? AND reader_version = ?`)
      .all(rootId, READER_VERSION)
      .map((value) => readStored('other_file', Row, value))
  }

  save(rootId: number, file: OtherFile): void {
    this.#database
      .prepare(
        `INSERT OR REPLACE INTO other_file (root_id, path, bytes, mtime_ns, inode, code, live_id, reader_version)
         VALUES (@rootId, @path, @bytes, @mtimeNs, @inode, @code, @liveId, @readerVersion)`,
      )
      .run({ ...file, rootId, readerVersion: READER_VERSION })
  }

  /** For a file that is gone, or a photo now. */
  remove(rootId: number, path: Uint8Array): void {
    this.#database.prepare('DELETE FROM other_file WHERE root_id = ? AND path = ?').run(rootId, path)
  }

  /** True where a photo says that a film with this identifier belongs to it. */
  hasPhoto(liveId: string): boolean {
    return this.#database.prepare('SELECT 1 FROM photo WHERE live_id = ?').get(liveId) !== undefined
  }

  /** The films that belong to a photo. */
  filmsOf(photoId: PhotoId): string[] {
    return readStored(
      'photo',
      z.array(z.object({ rootPath: z.string(), path: z.instanceof(Uint8Array) })),
      this.#database
        .prepare(
          `SELECT root.path AS rootPath, other_file.path FROM photo
             JOIN other_file ON other_file.live_id = photo.live_id JOIN root ON root.id = other_file.root_id
             WHERE photo.id = ? ORDER BY other_file.path`,
        )
        .all(photoId),
    ).map(({ rootPath, path }) => fileName(rootPath, path))
  }
}

/** Reasons that lie in the file's content; any other may be gone the next time. */
export const LASTING_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'empty-file',
  'unsupported-format',
  'unreadable-image',
  'truncated-image',
  'image-too-large',
])
