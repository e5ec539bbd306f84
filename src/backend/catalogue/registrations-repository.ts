import { z } from 'zod'
import { PairVerdict } from '../../contract/clients.ts'
import { Matrix3, MeasuringWarp, Polygon } from '../../contract/geometry.ts'
import { AppError } from '../../contract/errors.ts'
import type { ClientId, PhotoId } from '../../contract/ids.ts'
import { PointPair, Registration } from '../../contract/registrations.ts'
import type { Database } from './open-database.ts'
import { readList } from './read-list.ts'
import { readStored, storedJson, type StoredRows } from './read-stored.ts'

const Row = z.object({
  beforeId: z.int(),
  afterId: z.int(),
  verdict: z.string(),
  method: z.string(),
  kind: z.string(),
  confidence: z.number(),
  afterToBefore: storedJson(Matrix3),
  measuringWarp: storedJson(MeasuringWarp).nullable(),
  residualPercent: z.number(),
  poseDiffers: z.int(),
  reasons: storedJson(z.array(z.string())),
  points: storedJson(z.array(PointPair)),
  madeBy: z.string(),
  engineVersion: z.int(),
  elapsedMs: z.number(),
  viaId: z.int().nullable(),
  headRegion: storedJson(Polygon).nullable(),
  madeAt: z.string(),
})

/** A registration with the version of the engine that found it, so that a better engine may find it anew. */
export type FoundRegistration = Registration & { readonly engineVersion: number }
export type StoredRegistration = FoundRegistration & { readonly madeAt: string }

const SELECT = `
  SELECT before_id AS beforeId, after_id AS afterId, verdict, method, kind, confidence,
         after_to_before AS afterToBefore, measuring_warp AS measuringWarp, residual_percent AS residualPercent,
         pose_differs AS poseDiffers, reasons, points, made_by AS madeBy, engine_version AS engineVersion,
         elapsed_ms AS elapsedMs, via_id AS viaId, head_region AS headRegion,
         made_at AS madeAt
  FROM registration`

/** Every alignment that is kept. */
export const STORED_REGISTRATIONS: StoredRows = { entry: 'alignment', select: SELECT, read: toRegistration }

const SELECT_EARLIER = 'SELECT earlier FROM registration'
const Earlier = z.object({
  earlier: storedJson(Registration.extend({ engineVersion: z.int(), madeAt: z.string() })).nullable(),
})

/** Every alignment that a kept one took the place of. */
export const STORED_EARLIER: StoredRows = {
  entry: 'alignment',
  select: `${SELECT_EARLIER} WHERE earlier IS NOT NULL`,
  read: (row) => readStored('registration', Earlier, row),
}

/** What is known of how two photos lie on each other. */
export class RegistrationsRepository {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  find(beforeId: PhotoId, afterId: PhotoId): StoredRegistration | null {
    const value = this.#database
      .prepare(`${SELECT} WHERE before_id = ? AND after_id = ?`)
      .get(beforeId, afterId)
    return value === undefined ? null : toRegistration(value)
  }

  /** Every aligned pair of a client's photos. */
  verdictsOf(clientId: ClientId): PairVerdict[] {
    return readList(
      this.#database,
      'alignment',
      this.#database
        .prepare(
          `SELECT before_id AS beforeId, after_id AS afterId, verdict, method, made_by AS madeBy FROM registration
           JOIN photo ON photo.id = registration.before_id WHERE photo.client_id = ? ORDER BY before_id, after_id`,
        )
        .all(clientId),
      (row) => readStored('registration', PairVerdict, row),
    )
  }

  /** Keeps a registration. What a person placed, or what they put another in the place of, stays beside it. */
  save(registration: FoundRegistration, now: string): void {
    const { beforeId, afterId } = registration
    const replaced = readable(() => this.find(beforeId, afterId))
    const isPersons = replaced !== null && [replaced, registration].some(({ madeBy }) => madeBy === 'person')
    this.#write(registration, now, isPersons ? replaced : readable(() => this.earlier(beforeId, afterId)))
  }

  /** What the kept registration took the place of; null where there is nothing. */
  earlier(beforeId: PhotoId, afterId: PhotoId): StoredRegistration | null {
    const row = this.#database
      .prepare(`${SELECT_EARLIER} WHERE before_id = ? AND after_id = ?`)
      .get(beforeId, afterId)
    if (row === undefined) return null
    const { earlier } = readStored('registration', Earlier, row)
    // One by way of a photo that was forgotten since went with it.
    return earlier?.viaId !== undefined && !this.#isThere(earlier.viaId) ? null : earlier
  }

  /** Puts the earlier registration in the place of the kept one, and that in the place of the earlier one; null where there is none. */
  bringBack(beforeId: PhotoId, afterId: PhotoId, now: string): StoredRegistration | null {
    const earlier = this.earlier(beforeId, afterId)
    // As of now, so that what goes by way of it is found anew.
    if (earlier !== null)
      this.#write(
        earlier,
        now,
        readable(() => this.find(beforeId, afterId)),
      )
    return earlier
  }

  #isThere(photoId: PhotoId): boolean {
    return this.#database.prepare('SELECT 1 FROM photo WHERE id = ?').get(photoId) !== undefined
  }

  #write(registration: FoundRegistration, now: string, earlier: StoredRegistration | null): void {
    this.#database
      .prepare(
        `INSERT OR REPLACE INTO registration (before_id, after_id, verdict, method, kind, confidence, after_to_before,
           measuring_warp, residual_percent, pose_differs, reasons, points, made_by, engine_version, elapsed_ms, via_id,
           head_region, earlier, made_at)
         VALUES (@beforeId, @afterId, @verdict, @method, @kind, @confidence, @afterToBefore, @measuringWarp,
           @residualPercent, @poseDiffers, @reasons, @points, @madeBy, @engineVersion, @elapsedMs, @viaId, @headRegion,
           @earlier, @now)`,
      )
      .run({
        ...registration,
        afterToBefore: JSON.stringify(registration.afterToBefore),
        measuringWarp:
          registration.measuringWarp === null ? null : JSON.stringify(registration.measuringWarp),
        poseDiffers: registration.poseDiffers ? 1 : 0,
        reasons: JSON.stringify(registration.reasons),
        points: JSON.stringify(registration.points),
        viaId: registration.viaId ?? null,
        headRegion: registration.headRegion === undefined ? null : JSON.stringify(registration.headRegion),
        earlier: earlier === null ? null : JSON.stringify(earlier),
        now,
      })
  }
}

/** To one that cannot be read there is no way back, and keeping the pair anew puts it right. */
function readable(read: () => StoredRegistration | null): StoredRegistration | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof AppError && error.code === 'catalogue-damaged') return null
    throw error
  }
}

function toRegistration(value: unknown): StoredRegistration {
  const { engineVersion, madeAt, viaId, headRegion, ...row } = readStored('registration', Row, value)
  const registration = readStored('registration', Registration, {
    ...row,
    poseDiffers: row.poseDiffers === 1,
    ...(viaId === null ? {} : { viaId }),
    ...(headRegion === null ? {} : { headRegion }),
  })
  return { ...registration, engineVersion, madeAt }
}
