import { z } from 'zod'
import type { ClientId, ImportId, PhotoId, VisitId } from '../../contract/ids.ts'
import { LocalDate, type Phase, type Source, type View, VisitKind } from '../../contract/vocabulary.ts'
import type { Database } from './open-database.ts'
import { readStored } from './read-stored.ts'

/** A photo as an import read it for the first time. */
export interface NewPhoto {
  readonly clientId: ClientId
  readonly visitId: VisitId
  readonly importId: ImportId
  readonly sha256: string
  readonly bytes: number
  readonly format: string
  readonly widthPx: number
  readonly heightPx: number
  readonly orientation: number
  readonly view: View
  readonly viewSource: Source
  readonly phase: Phase
  readonly phaseSource: Source
  readonly takenAt: string | null
  readonly offset: string | null
  readonly dateSource: Source
  readonly camera: string | null
  readonly lens: string | null
  readonly focalLengthMm: number | null
  readonly focalLength35mm: number | null
  /** What the phone wrote into the photo and its film alike. */
  readonly liveId: string | null
  readonly colourProfile: string | null
  readonly isDamaged: boolean
}

const VisitRow = z.object({
  id: z.int(),
  date: LocalDate.nullable(),
  kind: VisitKind,
  label: z.string().nullable(),
})

const Total = z.object({ clients: z.int(), visits: z.int(), photos: z.int() })

/** What imports write of photos and visits, and settle once a client's visits are known together. */
export class ReadingsRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** The photo that these bytes are a version of. */
  findPhotoId(sha256: string): PhotoId | null {
    const id = this.#database
      .prepare(
        `SELECT id FROM photo WHERE sha256 = @sha256 UNION ALL
         SELECT photo_id FROM photo_version WHERE sha256 = @sha256`,
      )
      .pluck()
      .get({ sha256 })
    return id === undefined ? null : (readStored('visit', z.int(), id) as PhotoId)
  }

  addPhoto(photo: NewPhoto): PhotoId {
    const { lastInsertRowid } = this.#database
      .prepare(
        `INSERT INTO photo (client_id, visit_id, import_id, sha256, bytes, format, width_px, height_px, orientation, view,
           view_source, phase, phase_source, taken_at, utc_offset, date_source, camera, lens, focal_length_mm,
           focal_length_35mm, live_id, colour_profile, is_damaged)
         VALUES (@clientId, @visitId, @importId, @sha256, @bytes, @format, @widthPx, @heightPx, @orientation, @view,
           @viewSource, @phase, @phaseSource, @takenAt, @offset, @dateSource, @camera, @lens, @focalLengthMm,
           @focalLength35mm, @liveId, @colourProfile, @isDamaged)`,
      )
      .run({ ...photo, isDamaged: photo.isDamaged ? 1 : 0 })
    return Number(lastInsertRowid) as PhotoId
  }

  visitsOf(
    clientId: ClientId,
  ): { id: VisitId; date: string | null; kind: VisitKind; label: string | null }[] {
    return this.#database
      .prepare('SELECT id, date, kind, label FROM visit WHERE client_id = ? ORDER BY id')
      .all(clientId)
      .map((value) => {
        const row = readStored('visit', VisitRow, value)
        return { ...row, id: row.id as VisitId }
      })
  }

  /** Says what a visit was for; where the client has one of that day and kind already, the two become one. */
  setVisitKind(id: VisitId, kind: VisitKind): void {
    const twin = this.#database
      .prepare(
        `SELECT other.id FROM visit JOIN visit AS other ON other.client_id = visit.client_id AND other.date = visit.date
         WHERE visit.id = @id AND other.id <> visit.id AND other.kind = @kind`,
      )
      .pluck()
      .get({ id, kind })
    if (twin === undefined) {
      this.#database.prepare('UPDATE visit SET kind = ? WHERE id = ?').run(kind, id)
      return
    }
    this.#database.prepare('UPDATE photo SET visit_id = ? WHERE visit_id = ?').run(twin, id)
    this.#database.prepare('DELETE FROM visit WHERE id = ?').run(id)
  }

  /** The phase that a visit's date gives to those of its photos of which no name and no person says otherwise. */
  setDerivedPhase(visitId: VisitId, phase: Phase | null): void {
    this.#database
      .prepare(
        `UPDATE photo SET phase = @phase, phase_source = @source
         WHERE visit_id = @visitId AND phase_source IN ('derived', 'none') AND phase <> @phase`,
      )
      .run({ visitId, phase: phase ?? 'unknown', source: phase === null ? 'none' : 'derived' })
  }

  /** "Before" a later session is not before the treatment: there the date says more than the word. */
  overrulePreTreatment(visitId: VisitId, phase: Phase): void {
    this.#database
      .prepare(
        `UPDATE photo SET phase = @phase, phase_source = 'derived'
         WHERE visit_id = @visitId AND phase = 'pre-treatment' AND phase_source IN ('folder', 'file-name')`,
      )
      .run({ visitId, phase })
  }

  /** How many clients, visits and photos these photos are. */
  totals(photoIds: Iterable<PhotoId>): z.infer<typeof Total> {
    const ids = JSON.stringify([...photoIds])
    return readStored(
      'photo',
      Total,
      this.#database
        .prepare(
          `SELECT count(DISTINCT client_id) AS clients, count(DISTINCT visit_id) AS visits, count(*) AS photos
           FROM photo WHERE id IN (SELECT value FROM json_each(?))`,
        )
        .get(ids),
    )
  }
}
