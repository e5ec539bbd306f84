import { z } from 'zod'
import type { ClientId, ImportId } from '../../contract/ids.ts'
import type { Database } from './open-database.ts'
import { removeEmptyVisits } from './remove-empty-visits.ts'

const State = z.string().nullable()

/** What undoing an import took out of the catalogue. */
export interface ForgottenPhotos {
  /** How many photos the catalogue does not know any more. */
  readonly forgotten: number
  /** Hashes of them and of their other versions. */
  readonly hashes: readonly string[]
  /** How many photos stay because an exported picture was made of them. */
  readonly kept: number
  /** The clients whose photos these were; some of them may be forgotten too. */
  readonly clientIds: readonly ClientId[]
}

/** Takes out of the catalogue what one import put into it. */
export class UndoRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** The state of an import, or null where there is none of this number. */
  stateOf(id: ImportId): string | null {
    return State.parse(
      this.#database.prepare('SELECT state FROM import_run WHERE id = ?').pluck().get(id) ?? null,
    )
  }

  /**
   * Forgets the photos that this import added, with all work on them, and the further places that it found for others. A
   * photo's only place stays: it says where the original is. To be called within a transaction.
   */
  forget(id: ImportId): ForgottenPhotos {
    const database = this.#database
    const forgotten = z.array(z.object({ id: z.int(), clientId: z.int(), sha256: z.string() })).parse(
      database
        .prepare(
          `SELECT id, client_id AS clientId, sha256 FROM photo WHERE import_id = ?
           AND id NOT IN (SELECT before_id FROM export UNION SELECT after_id FROM export)`,
        )
        .all(id),
    )
    const added = z
      .int()
      .parse(database.prepare('SELECT count(*) FROM photo WHERE import_id = ?').pluck().get(id))
    const photos = JSON.stringify(forgotten.map((photo) => photo.id))
    const clientIds = [...new Set(forgotten.map(({ clientId }) => clientId as ClientId))]
    const versions = z
      .array(z.string())
      .parse(
        database
          .prepare('SELECT sha256 FROM photo_version WHERE photo_id IN (SELECT value FROM json_each(?))')
          .pluck()
          .all(photos),
      )
    database.prepare('DELETE FROM photo WHERE id IN (SELECT value FROM json_each(?))').run(photos)
    const unplaced = database
      .prepare(
        `DELETE FROM place WHERE import_id = @id
         AND (SELECT import_id FROM photo WHERE photo.id = place.photo_id) IS NOT @id
         AND EXISTS (SELECT 1 FROM place AS other WHERE other.photo_id = place.photo_id AND other.import_id IS NOT @id)
         RETURNING sha256`,
      )
      .pluck()
      .all({ id })
    // An edited copy that this import met beside its original; what a file held before it was edited stays known.
    database
      .prepare(
        `DELETE FROM photo_version WHERE sha256 IN (SELECT value FROM json_each(?))
         AND NOT EXISTS (SELECT 1 FROM place WHERE place.sha256 = photo_version.sha256)`,
      )
      .run(JSON.stringify(unplaced))
    removeEmptyVisits(database, clientIds)
    database.prepare("UPDATE import_run SET state = 'undone' WHERE id = ?").run(id)
    return {
      forgotten: forgotten.length,
      hashes: [...forgotten.map(({ sha256 }) => sha256), ...versions],
      kept: added - forgotten.length,
      clientIds,
    }
  }
}
