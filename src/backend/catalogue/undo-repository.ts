import { z } from 'zod'
import type { ImportId, PhotoId } from '../../contract/ids.ts'
import { forgetPhotos, type ForgottenPhotos } from './forget-photos.ts'
import type { Database } from './open-database.ts'
import { VersionsRepository } from './versions-repository.ts'
import { readStored } from './read-stored.ts'

const State = z.string().nullable()
const Ids = z.array(z.int())
const Hashes = z.array(z.string())
const Replaced = z.object({
  photoId: z.int().transform((id) => id as PhotoId),
  former: z.string(),
  shown: z.string(),
})

/** Takes out of the catalogue what one import put into it. */
export class UndoRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** The state of an import, or null where there is none of this number. */
  stateOf(id: ImportId): string | null {
    return readStored(
      'import_run',
      State,
      this.#database.prepare('SELECT state FROM import_run WHERE id = ?').pluck().get(id) ?? null,
    )
  }

  /**
   * Forgets the photos that this import added, with all work on them, and the further places that it found for others. A
   * photo's only place stays: it says where the original is. A photo that was edited in its file is shown as before. To be
   * called within a transaction.
   */
  forget(id: ImportId): ForgottenPhotos {
    const database = this.#database
    const added = readStored(
      'photo',
      Ids,
      database.prepare('SELECT id FROM photo WHERE import_id = ?').pluck().all(id),
    ) as PhotoId[]
    const result = forgetPhotos(database, added)
    const replaced = this.#showFormer(id)
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
    return {
      ...result,
      hashes: [...result.hashes, ...readStored('photo_version', Hashes, versions), ...replaced],
    }
  }

  /**
   * Shows the versions again that this import replaced; what it showed in their place is forgotten, and the file in which that
   * stands is one that was not read yet. Returns the hashes of what is forgotten.
   */
  #showFormer(id: ImportId): readonly string[] {
    const database = this.#database
    const versions = new VersionsRepository(database)
    const replaced = readStored(
      'photo_version',
      z.array(Replaced),
      database
        .prepare(
          `SELECT photo.id AS photoId, photo_version.sha256 AS former, photo.sha256 AS shown
           FROM photo_version JOIN photo ON photo.id = photo_version.photo_id
           WHERE photo_version.import_id = @id AND photo.import_id IS NOT @id
             -- An edited copy beside its original was met by this import, not replaced.
             AND NOT EXISTS (SELECT 1 FROM place WHERE place.sha256 = photo_version.sha256 AND place.import_id = @id)
             AND NOT EXISTS (
               SELECT 1 FROM photo_version AS later WHERE later.photo_id = photo.id AND later.import_id > @id
             )`,
        )
        .all({ id }),
    )
    for (const { photoId, former, shown } of replaced) {
      versions.show(photoId, former, { importId: id, now: '' })
      database.prepare('DELETE FROM photo_version WHERE sha256 = ?').run(shown)
      // No row says that a file holds what it does not: the former bytes are in no file, and its next look finds a changed one.
      database
        .prepare(
          "UPDATE place SET sha256 = @former, is_present = 0, mtime_ns = '0' WHERE photo_id = @photoId AND sha256 = @shown",
        )
        .run({ photoId, former, shown })
    }
    return replaced.map(({ shown }) => shown)
  }
}
