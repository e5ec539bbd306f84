import { z } from 'zod'
import type { ExportRecord } from '../../contract/exports.ts'
import type { ExportId, PhotoId } from '../../contract/ids.ts'
import type { Database } from './open-database.ts'
import { readStored, storedJson, type StoredRows } from './read-stored.ts'

const Row = z.object({ id: z.int(), file: z.string(), record: storedJson(z.unknown()), madeAt: z.string() })

/** Every exported picture; its record is kept as it was made, by whichever version. */
export const STORED_EXPORTS: StoredRows = {
  entry: 'exported picture',
  select: 'SELECT id, file, record, made_at AS madeAt FROM export',
  read: (row) => readStored('export', Row, row),
}

/** Every picture that was exported, so that it can be found again. */
export class ExportsRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  add(made: {
    readonly beforeId: PhotoId
    readonly afterId: PhotoId
    readonly file: string
    readonly record: ExportRecord
  }): ExportId {
    const { lastInsertRowid } = this.#database
      .prepare('INSERT INTO export (before_id, after_id, file, record, made_at) VALUES (?, ?, ?, ?, ?)')
      .run(made.beforeId, made.afterId, made.file, JSON.stringify(made.record), made.record.madeAt)
    return Number(lastInsertRowid) as ExportId
  }

  /** Where an exported picture was written, or null. */
  file(id: ExportId): string | null {
    const file = this.#database.prepare('SELECT file FROM export WHERE id = ?').pluck().get(id)
    return file === undefined ? null : readStored('export', z.string(), file)
  }
}
