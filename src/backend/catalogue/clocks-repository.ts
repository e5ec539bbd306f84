import { z } from 'zod'
import type { ClientId, ClockShiftId, PhotoId, VisitId } from '../../contract/ids.ts'
import { VisitKind } from '../../contract/vocabulary.ts'
import { ClockShift } from '../../contract/visits.ts'
import type { Database } from './open-database.ts'
import { readStored, type StoredRows } from './read-stored.ts'

const PhotoTime = z.object({
  id: z.int().transform((id) => id as PhotoId),
  takenAt: z.string(),
  byCamera: z.string(),
})
/** A photo of which the camera wrote a time, as it counts now and as the camera wrote it. */
export type PhotoTime = z.infer<typeof PhotoTime>

const Stored = z.object({
  clientId: z.int().transform((id) => id as ClientId),
  minutes: z.int(),
  visitKind: VisitKind,
  visitLabel: z.string().nullable(),
  undoneAt: z.string().nullable(),
})

const SELECT_SHIFT = `
  SELECT id, minutes, made_at AS madeAt, undone_at AS undoneAt,
         (SELECT count(*) FROM shifted_photo WHERE shift_id = clock_shift.id) AS photos
  FROM clock_shift`

const SELECT_TIMES = `SELECT photo.id, taken_at AS takenAt, coalesce(camera_taken_at, taken_at) AS byCamera FROM photo`

/** Every clock that was put right. */
export const STORED_SHIFTS: StoredRows = {
  entry: 'clock correction',
  select: `SELECT id, client_id AS clientId, minutes, visit_kind AS visitKind, visit_label AS visitLabel,
                  made_at AS madeAt, undone_at AS undoneAt, 0 AS photos FROM clock_shift`,
  read: (row) => readStored('clock_shift', ClockShift.extend(Stored.shape), row),
}

/** Cameras' clocks that were put right. */
export class ClocksRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Those of a visit's photos of which the camera wrote a time, oldest first. */
  timesOf(visitId: VisitId): PhotoTime[] {
    return readStored(
      'clock_shift',
      z.array(PhotoTime),
      this.#database
        .prepare(`${SELECT_TIMES} WHERE visit_id = ? AND taken_at IS NOT NULL ORDER BY taken_at, photo.id`)
        .all(visitId),
    )
  }

  /** The photos of one shift. */
  timesOfShift(id: ClockShiftId): PhotoTime[] {
    return readStored(
      'clock_shift',
      z.array(PhotoTime),
      this.#database
        .prepare(
          `${SELECT_TIMES} JOIN shifted_photo ON shifted_photo.photo_id = photo.id
             WHERE shifted_photo.shift_id = ? ORDER BY taken_at, photo.id`,
        )
        .all(id),
    )
  }

  add(
    shift: {
      readonly clientId: ClientId
      readonly minutes: number
      readonly visitKind: VisitKind
      readonly visitLabel: string | null
      readonly now: string
    },
    photos: readonly PhotoId[],
  ): ClockShiftId {
    const { lastInsertRowid } = this.#database
      .prepare(
        `INSERT INTO clock_shift (client_id, minutes, visit_kind, visit_label, made_at)
         VALUES (@clientId, @minutes, @visitKind, @visitLabel, @now)`,
      )
      .run(shift)
    const id = Number(lastInsertRowid) as ClockShiftId
    const insert = this.#database.prepare('INSERT INTO shifted_photo (shift_id, photo_id) VALUES (?, ?)')
    for (const photo of photos) insert.run(id, photo)
    return id
  }

  stored(id: ClockShiftId): z.infer<typeof Stored> | null {
    const value = this.#database
      .prepare(
        `SELECT client_id AS clientId, minutes, visit_kind AS visitKind, visit_label AS visitLabel,
                undone_at AS undoneAt FROM clock_shift WHERE id = ?`,
      )
      .get(id)
    return value === undefined ? null : readStored('clock_shift', Stored, value)
  }

  takeBack(id: ClockShiftId, now: string): void {
    this.#database.prepare('UPDATE clock_shift SET undone_at = ? WHERE id = ?').run(now, id)
  }

  describe(id: ClockShiftId): ClockShift {
    return readStored(
      'clock_shift',
      ClockShift,
      this.#database.prepare(`${SELECT_SHIFT} WHERE id = ?`).get(id),
    )
  }

  /** Every shift of any photo of this visit, newest first. */
  shiftsOf(visitId: VisitId): ClockShift[] {
    return readStored(
      'shifted_photo',
      z.array(ClockShift),
      this.#database
        .prepare(
          `${SELECT_SHIFT} WHERE id IN (
             SELECT shift_id FROM shifted_photo JOIN photo ON photo.id = shifted_photo.photo_id WHERE photo.visit_id = ?
           ) ORDER BY id DESC`,
        )
        .all(visitId),
    )
  }

  /** The minutes by which all standing shifts together correct this photo's camera. */
  minutesOf(photoId: PhotoId): number {
    return readStored(
      'clock_shift',
      z.int(),
      this.#database
        .prepare(
          `SELECT coalesce(sum(minutes), 0) FROM clock_shift JOIN shifted_photo ON shifted_photo.shift_id = clock_shift.id
           WHERE photo_id = ? AND undone_at IS NULL`,
        )
        .pluck()
        .get(photoId),
    )
  }

  /** Notes the time that counts; `byCamera` is kept beside it where the two differ. */
  setTime(photoId: PhotoId, takenAt: string, byCamera: string): void {
    this.#database
      .prepare(
        `UPDATE photo SET taken_at = @takenAt, camera_taken_at = nullif(@byCamera, @takenAt),
           date_source = CASE WHEN @byCamera = @takenAt THEN 'exif' ELSE 'exif-corrected' END
         WHERE id = @photoId`,
      )
      .run({ photoId, takenAt, byCamera })
  }
}
