import { z } from 'zod'
import { PairVerdict } from '../../contract/clients.ts'
import { Matrix3, MeasuringWarp, Polygon } from '../../contract/geometry.ts'
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
          `SELECT before_id AS beforeId, after_id AS afterId, verdict, made_by AS madeBy FROM registration
           JOIN photo ON photo.id = registration.before_id WHERE photo.client_id = ? ORDER BY before_id, after_id`,
        )
        .all(clientId),
      (row) => readStored('registration', PairVerdict, row),
    )
  }

  save(registration: FoundRegistration, now: string): void {
    this.#database
      .prepare(
        `INSERT OR REPLACE INTO registration (before_id, after_id, verdict, method, kind, confidence, after_to_before,
           measuring_warp, residual_percent, pose_differs, reasons, points, made_by, engine_version, elapsed_ms, via_id,
           head_region, made_at)
         VALUES (@beforeId, @afterId, @verdict, @method, @kind, @confidence, @afterToBefore, @measuringWarp,
           @residualPercent, @poseDiffers, @reasons, @points, @madeBy, @engineVersion, @elapsedMs, @viaId, @headRegion, @now)`,
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
        now,
      })
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
