import { z } from 'zod'
import type { Visit } from '../../contract/clients.ts'
import type { ClientId, PhotoId, VisitId } from '../../contract/ids.ts'
import { LocalDate, Source, VisitKind } from '../../contract/vocabulary.ts'
import type { Database } from './open-database.ts'
import { readList } from './read-list.ts'
import { readStored, type StoredRows } from './read-stored.ts'

const Row = z.object({
  id: z.int(),
  date: LocalDate.nullable(),
  dateSource: Source,
  kind: VisitKind,
  label: z.string().nullable(),
})

const Found = Row.omit({ id: true }).extend({ clientId: z.int(), isDayUnclear: z.int() })

/** Every visit. */
export const STORED_VISITS: StoredRows = {
  entry: 'visit',
  select: `SELECT id, client_id AS clientId, date, date_source AS dateSource, kind, label, is_day_unclear AS isDayUnclear
           FROM visit`,
  read: (row) => readStored('visit', Row.extend(Found.shape), row),
}

export type VisitRow = Omit<Visit, 'photos' | 'phase'>

export interface NewVisit {
  readonly clientId: ClientId
  readonly date: string | null
  readonly dateSource: Source
  readonly kind: VisitKind
  readonly label: string | null
  /** True where day and month of its date could be the other way round. */
  readonly isDayUnclear: boolean
}

/** A client's visits. */
export class VisitsRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Oldest first; photos before treatment precede a session of the same day; undated ones last. */
  listOf(clientId: ClientId): VisitRow[] {
    const rows = this.#database
      .prepare(
        `SELECT id, date, date_source AS dateSource, kind, label FROM visit WHERE client_id = ?
         ORDER BY date IS NULL, date, CASE kind WHEN 'before' THEN 0 WHEN 'session' THEN 1 ELSE 2 END, id`,
      )
      .all(clientId)
    return readList(this.#database, 'visit', rows, (value) => {
      const { id, ...row } = readStored('visit', Row, value)
      return { ...row, id: id as VisitId }
    })
  }

  /** The visit of this client, day and kind, made where there is none yet; it is called what the first of its photos is called. */
  ensure(visit: NewVisit): { readonly id: VisitId; readonly isNew: boolean } {
    const found = this.#database
      .prepare(
        `SELECT id FROM visit WHERE client_id = @clientId AND coalesce(date, '') = coalesce(@date, '') AND kind = @kind
         AND (date IS NOT NULL OR coalesce(label, '') = coalesce(@label, ''))`,
      )
      .pluck()
      .get({ clientId: visit.clientId, date: visit.date, kind: visit.kind, label: visit.label })
    if (found !== undefined) {
      this.#database
        .prepare('UPDATE visit SET label = coalesce(label, ?) WHERE id = ?')
        .run(visit.label, found)
      return { id: found as VisitId, isNew: false }
    }
    const { lastInsertRowid } = this.#database
      .prepare(
        `INSERT INTO visit (client_id, date, date_source, kind, label, is_day_unclear)
         VALUES (@clientId, @date, @dateSource, @kind, @label, @isDayUnclear)`,
      )
      .run({ ...visit, isDayUnclear: visit.isDayUnclear ? 1 : 0 })
    return { id: Number(lastInsertRowid) as VisitId, isNew: true }
  }

  find(id: VisitId): NewVisit | null {
    const value = this.#database
      .prepare(
        `SELECT client_id AS clientId, date, date_source AS dateSource, kind, label, is_day_unclear AS isDayUnclear
         FROM visit WHERE id = ?`,
      )
      .get(id)
    if (value === undefined) return null
    const { clientId, isDayUnclear, ...row } = readStored('visit', Found, value)
    return { ...row, clientId: clientId as ClientId, isDayUnclear: isDayUnclear === 1 }
  }

  ofPhoto(photoId: PhotoId): VisitId {
    const id = this.#database.prepare('SELECT visit_id FROM photo WHERE id = ?').pluck().get(photoId)
    return readStored('visit', z.int(), id) as VisitId
  }

  /** Says of a visit whose day cameras gave whether all of their clocks were corrected. */
  noteClock(id: VisitId): void {
    this.#database
      .prepare(
        `UPDATE visit SET date_source = CASE WHEN EXISTS (
           SELECT 1 FROM photo WHERE visit_id = visit.id AND taken_at IS NOT NULL AND camera_taken_at IS NULL
         ) THEN 'exif' ELSE 'exif-corrected' END
         WHERE id = ? AND date_source IN ('exif', 'exif-corrected')`,
      )
      .run(id)
  }

  /** Says whether the day that a name gave this visit could be another; days from elsewhere are none of its business. */
  noteDayUnclear(
    id: VisitId,
    reading: { readonly date: string | null; readonly dateSource: Source; readonly isDateAmbiguous: boolean },
  ): void {
    this.#database
      .prepare('UPDATE visit SET is_day_unclear = ? WHERE id = ? AND date = ? AND date_source = ?')
      .run(reading.isDateAmbiguous ? 1 : 0, id, reading.date, reading.dateSource)
  }

  /** The photos of a visit, as their cameras ordered them. */
  photosOf(id: VisitId): PhotoId[] {
    return readStored(
      'photo',
      z.array(z.int().transform((photo) => photo as PhotoId)),
      this.#database.prepare('SELECT id FROM photo WHERE visit_id = ? ORDER BY taken_at, id').pluck().all(id),
    )
  }

  /** Puts a photo into another visit of its client. */
  movePhoto(photoId: PhotoId, visitId: VisitId): void {
    this.#database.prepare('UPDATE photo SET visit_id = ? WHERE id = ?').run(visitId, photoId)
  }

  /** Takes away those of a client's visits that have no photo any more. */
  removeEmpty(clientId: ClientId): void {
    this.#database
      .prepare(
        `DELETE FROM visit WHERE client_id = ? AND NOT EXISTS (SELECT 1 FROM photo WHERE photo.visit_id = visit.id)`,
      )
      .run(clientId)
  }
}
