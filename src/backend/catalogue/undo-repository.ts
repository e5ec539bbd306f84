import { z } from 'zod'
import type { ImportId, PhotoId } from '../../contract/ids.ts'
import { forgetPhotos, type ForgottenPhotos } from './forget-photos.ts'
import type { Database } from './open-database.ts'

const State = z.string().nullable()
const Ids = z.array(z.int())
const Hashes = z.array(z.string())

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
    const added = Ids.parse(
      database.prepare('SELECT id FROM photo WHERE import_id = ?').pluck().all(id),
    ) as PhotoId[]
    const result = forgetPhotos(database, added)
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
    const versions = database
      .prepare(
        `DELETE FROM photo_version WHERE sha256 IN (SELECT value FROM json_each(?))
         AND NOT EXISTS (SELECT 1 FROM place WHERE place.sha256 = photo_version.sha256) RETURNING sha256`,
      )
      .pluck()
      .all(JSON.stringify(unplaced))
    database.prepare("UPDATE import_run SET state = 'undone' WHERE id = ?").run(id)
    return { ...result, hashes: [...result.hashes, ...Hashes.parse(versions)] }
  }
}
