import { z } from 'zod'
import { MissingPhoto } from '../../contract/missing.ts'
import type { PhotoId } from '../../contract/ids.ts'
import { forgetPhotos, type ForgottenPhotos } from './forget-photos.ts'
import type { Database } from './open-database.ts'
import { fileName } from './photo-rows.ts'
import { readList } from './read-list.ts'
import { readStored } from './read-stored.ts'

const Row = MissingPhoto.omit({ file: true }).extend({ rootPath: z.string(), path: z.instanceof(Uint8Array) })
const Ids = z.array(z.int().transform((id) => id as PhotoId))

// A photo is missing where every file in which it was found is gone; on a drive that is off nothing is noted as gone.
const GONE = `NOT EXISTS (SELECT 1 FROM place AS other WHERE other.photo_id = place.photo_id AND other.is_present = 1)`

/** Photos whose originals are gone from their folders. */
export class MissingRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** By client, date and file; with the file in which each stood last. */
  list(): MissingPhoto[] {
    const rows = this.#database
      .prepare(
        `SELECT photo.id, photo.sha256, client.name AS client, visit.date AS visitDate, photo.view, root.path AS folder,
                root.path AS rootPath, place.path
         FROM place
         JOIN photo ON photo.id = place.photo_id
         JOIN client ON client.id = photo.client_id
         JOIN visit ON visit.id = photo.visit_id
         JOIN root ON root.id = place.root_id
         WHERE place.is_present = 0 AND ${GONE}
           AND place.id = (SELECT max(id) FROM place AS last WHERE last.photo_id = photo.id)
         ORDER BY client.search_name, visit.date, place.path`,
      )
      .all()
    return readList(this.#database, 'photo', rows, (value) => {
      const { rootPath, path, ...row } = readStored('photo', Row, value)
      return { ...row, file: fileName(rootPath, path) }
    })
  }

  /** Forgets those of these photos that are missing; the others stay. To be called within a transaction. */
  forget(photoIds: readonly PhotoId[]): ForgottenPhotos {
    const missing = readStored(
      'place',
      Ids,
      this.#database
        .prepare(
          `SELECT DISTINCT photo_id FROM place WHERE photo_id IN (SELECT value FROM json_each(?)) AND ${GONE}`,
        )
        .pluck()
        .all(JSON.stringify(photoIds)),
    )
    const result = forgetPhotos(this.#database, missing)
    return { ...result, kept: photoIds.length - result.forgotten }
  }
}
