import { z } from 'zod'
import type { ErrorCode } from '../../contract/errors.ts'
import type { ImportId } from '../../contract/ids.ts'
import { MOST_NEWEST, PastImport } from '../../contract/imports.ts'
import { Photo } from '../../contract/photos.ts'
import type { Database } from './open-database.ts'
import { readList } from './read-list.ts'
import { readStored, type StoredRows } from './read-stored.ts'

const RunRow = z.object({
  id: z.int(),
  folder: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  state: z.string(),
  added: z.int(),
  moved: z.int(),
  duplicates: z.int(),
  edited: z.int(),
})

const NewestPhoto = Photo.pick({ id: true, sha256: true })

/** Every import. */
export const STORED_IMPORTS: StoredRows = {
  entry: 'import',
  select: `SELECT id, '' AS folder, started_at AS startedAt, finished_at AS finishedAt, state, added, moved, duplicates,
                  edited FROM import_run`,
  read: (row) => readStored('import_run', PastImport.omit({ skipped: true }), row),
}

/** Every file that an import left out. */
export const STORED_SKIPPED: StoredRows = {
  entry: 'left-out file',
  select: 'SELECT file, code FROM skipped_file',
  read: (row) => readStored('skipped_file', PastImport.shape.skipped.element, row),
}

/** What an import did so far. */
export interface ImportCounts {
  readonly added: number
  readonly moved: number
  readonly duplicates: number
  readonly edited: number
}

export type ImportState = PastImport['state']

/** Folders that were imported, and each time that it was done. */
export class ImportsRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Every folder that was ever imported. */
  roots(): { readonly id: number; readonly path: string }[] {
    return readStored(
      'root',
      z.array(z.object({ id: z.int(), path: z.string() })),
      this.#database.prepare('SELECT id, path FROM root ORDER BY id').all(),
    )
  }

  /** The number of this folder, which must be absolute, given one where it has none yet. */
  ensureRoot(path: string, now: string): number {
    this.#database
      .prepare('INSERT INTO root (path, added_at) VALUES (?, ?) ON CONFLICT DO NOTHING')
      .run(path, now)
    return readStored(
      'root',
      z.int(),
      this.#database.prepare('SELECT id FROM root WHERE path = ?').pluck().get(path),
    )
  }

  start(rootId: number, now: string): ImportId {
    const { lastInsertRowid } = this.#database
      .prepare("INSERT INTO import_run (root_id, state, started_at) VALUES (?, 'running', ?)")
      .run(rootId, now)
    return Number(lastInsertRowid) as ImportId
  }

  saveCounts(id: ImportId, counts: ImportCounts): void {
    this.#database
      .prepare(
        'UPDATE import_run SET added = @added, moved = @moved, duplicates = @duplicates, edited = @edited WHERE id = @id',
      )
      .run({ id, ...counts })
  }

  finish(id: ImportId, state: Exclude<ImportState, 'running'>, now: string): void {
    this.#database
      .prepare('UPDATE import_run SET state = ?, finished_at = ? WHERE id = ?')
      .run(state, now, id)
  }

  /** Says of imports that seem to run that a crash or a power cut ended them. Only right while none runs. */
  markInterrupted(): void {
    this.#database.prepare("UPDATE import_run SET state = 'interrupted' WHERE state = 'running'").run()
  }

  addSkipped(id: ImportId, file: string, code: ErrorCode): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO skipped_file (import_id, file, code) VALUES (?, ?, ?)')
      .run(id, file, code)
  }

  /** The photos that the running import brought in last, newest first. */
  newestPhotos(): Pick<Photo, 'id' | 'sha256'>[] {
    const rows = this.#database
      .prepare(
        `SELECT id, sha256 FROM photo
         WHERE import_id = (SELECT max(id) FROM import_run WHERE state = 'running') ORDER BY id DESC LIMIT ?`,
      )
      .all(MOST_NEWEST)
    return readList(this.#database, 'photo', rows, (row) => readStored('photo', NewestPhoto, row))
  }

  /** Newest first. */
  history(): PastImport[] {
    const skipped = this.#database.prepare(
      'SELECT file, code FROM skipped_file WHERE import_id = ? ORDER BY file',
    )
    const rows = this.#database
      .prepare(
        `SELECT import_run.id, root.path AS folder, started_at AS startedAt, finished_at AS finishedAt, state, added, moved,
                duplicates, edited
         FROM import_run JOIN root ON root.id = import_run.root_id ORDER BY import_run.id DESC`,
      )
      .all()
    return readList(this.#database, 'import', rows, (value) => {
      const row = readStored('import_run', RunRow, value)
      return readStored('import_run', PastImport, {
        ...row,
        skipped: readList(this.#database, 'left-out file', skipped.all(row.id), (file) =>
          readStored('skipped_file', PastImport.shape.skipped.element, file),
        ),
      })
    })
  }
}
