import { z } from 'zod'
import type { ClientId, PhotoId } from '../../contract/ids.ts'
import type { Database } from './open-database.ts'
import { removeEmptyVisits } from './remove-empty-visits.ts'
import { readStored } from './read-stored.ts'

/** What forgetting photos took out of the catalogue. */
export interface ForgottenPhotos {
  /** How many photos the catalogue does not know any more. */
  readonly forgotten: number
  /** Hashes of them and of their other versions, whose small pictures are of no use any more. */
  readonly hashes: readonly string[]
  /** How many photos stay because an exported picture was made of them. */
  readonly kept: number
  /** The clients whose photos these were; some of them may be forgotten too. */
  readonly clientIds: readonly ClientId[]
}

/**
 * Forgets photos with all work on them, and visits and clients that are left without one. Photos of which a picture was
 * exported stay, because its record names them. To be called within a transaction.
 */
export function forgetPhotos(database: Database, photoIds: readonly PhotoId[]): ForgottenPhotos {
  const forgotten = readStored(
    'photo',
    z.array(z.object({ id: z.int(), clientId: z.int(), sha256: z.string() })),
    database
      .prepare(
        `SELECT id, client_id AS clientId, sha256 FROM photo WHERE id IN (SELECT value FROM json_each(?))
         AND id NOT IN (SELECT before_id FROM export UNION SELECT after_id FROM export)`,
      )
      .all(JSON.stringify(photoIds)),
  )
  const photos = JSON.stringify(forgotten.map((photo) => photo.id))
  const clientIds = [...new Set(forgotten.map(({ clientId }) => clientId as ClientId))]
  const versions = readStored(
    'photo_version',
    z.array(z.string()),
    database
      .prepare('SELECT sha256 FROM photo_version WHERE photo_id IN (SELECT value FROM json_each(?))')
      .pluck()
      .all(photos),
  )
  database.prepare('DELETE FROM photo WHERE id IN (SELECT value FROM json_each(?))').run(photos)
  removeEmptyVisits(database, clientIds)
  return {
    forgotten: forgotten.length,
    hashes: [...forgotten.map(({ sha256 }) => sha256), ...versions],
    kept: photoIds.length - forgotten.length,
    clientIds,
  }
}
