import { z } from 'zod'
import type { ClientId, PhotoId, VisitId } from '../../contract/ids.ts'
import { Source } from '../../contract/vocabulary.ts'
import { foldName } from '../../domain/fold-name.ts'
import type { Database } from './open-database.ts'
import { readStored } from './read-stored.ts'

/** Photos that a person puts under another client or day. */
export class MovesRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** The client that is called so in lists; null where none is. */
  clientNamed(name: string): ClientId | null {
    const id = this.#database
      .prepare('SELECT id FROM client WHERE search_name = ? ORDER BY id LIMIT 1')
      .pluck()
      .get(foldName(name))
    return readStored(
      'photo',
      z
        .int()
        .transform((found) => found as ClientId)
        .nullable(),
      id ?? null,
    )
  }

  dateSourceOf(id: PhotoId): Source {
    return readStored(
      'photo',
      Source,
      this.#database.prepare('SELECT date_source FROM photo WHERE id = ?').pluck().get(id),
    )
  }

  move(
    id: PhotoId,
    to: { readonly clientId: ClientId; readonly visitId: VisitId; readonly dateSource: Source },
  ): void {
    this.#database
      .prepare(
        'UPDATE photo SET client_id = @clientId, visit_id = @visitId, date_source = @dateSource WHERE id = @id',
      )
      .run({ id, ...to })
  }

  /** Says from where a visit's day is and whether it is sure, as it was before. */
  noteVisitDate(id: VisitId, date: { readonly dateSource: Source; readonly isDayUnclear: boolean }): void {
    this.#database
      .prepare('UPDATE visit SET date_source = @dateSource, is_day_unclear = @isDayUnclear WHERE id = @id')
      .run({ id, dateSource: date.dateSource, isDayUnclear: date.isDayUnclear ? 1 : 0 })
  }

  hasClient(id: ClientId): boolean {
    return this.#database.prepare('SELECT 1 FROM client WHERE id = ?').get(id) !== undefined
  }

  /** Takes away clients that have no photo any more, unless a clock was put right there whose photos are elsewhere now. */
  removeEmptyClients(): void {
    this.#database
      .prepare(
        `DELETE FROM client WHERE NOT EXISTS (SELECT 1 FROM photo WHERE photo.client_id = client.id)
         AND NOT EXISTS (
           SELECT 1 FROM clock_shift JOIN shifted_photo ON shifted_photo.shift_id = clock_shift.id
           WHERE clock_shift.client_id = client.id
         )`,
      )
      .run()
  }
}
