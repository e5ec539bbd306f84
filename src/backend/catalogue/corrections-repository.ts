import { z } from 'zod'
import { FormerReading } from '../../contract/corrections.ts'
import type { ClientId, PhotoId } from '../../contract/ids.ts'
import type { View } from '../../contract/vocabulary.ts'
import type { Database } from './open-database.ts'
import { readStored } from './read-stored.ts'

const Reading = FormerReading.extend({ clientId: z.int().transform((id) => id as ClientId) })
const Counts = z.object({ photos: z.int(), otherwise: z.int() })

/** What stands at many photos at once; a person's word on thousands of them is one statement. */
export class CorrectionsRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** What stands at those of these photos that are there, and whose they are. */
  readingsOf(photos: Iterable<PhotoId>): z.infer<typeof Reading>[] {
    return readStored(
      'photo',
      z.array(Reading),
      this.#database
        .prepare(
          `SELECT id AS photo, client_id AS clientId, view, view_source AS viewSource, phase, phase_source AS phaseSource
           FROM photo WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`,
        )
        .all(JSON.stringify([...photos])),
    )
  }

  /** How many of these photos show a view that no person said of them one by one, and how many of those another one than this. */
  countViews(photos: readonly PhotoId[], view: View): z.infer<typeof Counts> {
    return Counts.parse(
      this.#database
        .prepare(
          `SELECT count(*) AS photos, count(*) FILTER (WHERE view <> @view) AS otherwise
           FROM photo WHERE id IN (SELECT value FROM json_each(@photos)) AND view_source <> 'person'`,
        )
        .get({ view, photos: JSON.stringify(photos) }),
    )
  }

  /** Gives photos the view that a person gave one alike; what a person said of a photo itself stays. */
  applyView(photos: readonly PhotoId[], view: View): void {
    this.#database
      .prepare(
        `UPDATE photo SET view = @view, view_source = 'derived'
         WHERE id IN (SELECT value FROM json_each(@photos)) AND view_source <> 'person'`,
      )
      .run({ view, photos: JSON.stringify(photos) })
  }

  /** Takes from photos the view that they had from one alike. */
  forgetView(photos: readonly PhotoId[]): void {
    this.#database
      .prepare(
        `UPDATE photo SET view = 'unknown', view_source = 'none' WHERE id IN (SELECT value FROM json_each(?))`,
      )
      .run(JSON.stringify(photos))
  }

  /** Puts what stood at photos back; those that were forgotten meanwhile are left out. */
  putBack(readings: readonly FormerReading[]): void {
    this.#database
      .prepare(
        `UPDATE photo SET view = it.value ->> 'view', view_source = it.value ->> 'viewSource',
                phase = it.value ->> 'phase', phase_source = it.value ->> 'phaseSource'
         FROM json_each(?) AS it WHERE photo.id = it.value ->> 'photo'`,
      )
      .run(JSON.stringify(readings))
  }
}
