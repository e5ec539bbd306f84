import { z } from 'zod'
import type { Visit } from '../../contract/clients.ts'
import type { ClientId, VisitId } from '../../contract/ids.ts'
import { LocalDate, Source, VisitKind } from '../../contract/vocabulary.ts'
import type { Database } from './open-database.ts'

const Row = z.object({
  id: z.int(),
  date: LocalDate.nullable(),
  dateSource: Source,
  kind: VisitKind,
  label: z.string().nullable(),
})

export type VisitRow = Omit<Visit, 'photos' | 'phase'>

export interface NewVisit {
  readonly clientId: ClientId
  readonly date: string | null
  readonly dateSource: Source
  readonly kind: VisitKind
  readonly label: string | null
}

/** A client's visits. */
export class VisitsRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Oldest first; photos before treatment precede a session of the same day; undated ones last. */
  listOf(clientId: ClientId): VisitRow[] {
    return this.#database
      .prepare(
        `SELECT id, date, date_source AS dateSource, kind, label FROM visit WHERE client_id = ?
         ORDER BY date IS NULL, date, CASE kind WHEN 'before' THEN 0 WHEN 'session' THEN 1 ELSE 2 END, id`,
      )
      .all(clientId)
      .map((value) => {
        const { id, ...row } = Row.parse(value)
        return { ...row, id: id as VisitId }
      })
  }

  /** The visit of this client, day and kind, made where there is none yet. */
  ensure(visit: NewVisit): { readonly id: VisitId; readonly isNew: boolean } {
    const found = this.#database
      .prepare(
        `SELECT id FROM visit WHERE client_id = @clientId AND coalesce(date, '') = coalesce(@date, '') AND kind = @kind
         AND (date IS NOT NULL OR coalesce(label, '') = coalesce(@label, ''))`,
      )
      .pluck()
      .get({ clientId: visit.clientId, date: visit.date, kind: visit.kind, label: visit.label })
    if (found !== undefined) return { id: found as VisitId, isNew: false }
    const { lastInsertRowid } = this.#database
      .prepare(
        'INSERT INTO visit (client_id, date, date_source, kind, label) VALUES (@clientId, @date, @dateSource, @kind, @label)',
      )
      .run(visit)
    return { id: Number(lastInsertRowid) as VisitId, isNew: true }
  }
}
