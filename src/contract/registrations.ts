import { z } from 'zod'
import { command, Progress } from './command.ts'
import { Matrix3, MeasuringWarp, Point, Polygon } from './geometry.ts'
import { ClientId, PhotoId } from './ids.ts'
import { TransformKind, Verdict, View } from './vocabulary.ts'

/** One point of the scalp in both photos. */
export const PointPair = z.strictObject({ before: Point, after: Point })
export type PointPair = z.infer<typeof PointPair>

const found = {
  verdict: Verdict,
  /** How it was found, for the record: akaze-homography, by-hand ... */
  method: z.string(),
  kind: TransformKind,
  /** Standard deviations above chance; 10 and more is sure, below 6 is not. */
  confidence: z.number(),
  /** Upright full-size pixels of both photos. */
  afterToBefore: Matrix3,
  /** Mean distance of matched skin under the shown transform, in percent of the before photo's width. */
  residualPercent: z.number(),
  poseDiffers: z.boolean(),
  /** Why the verdict is what it is: weak-match, pose-differs, few-cells ... */
  reasons: z.array(z.string()).readonly(),
  elapsedMs: z.number(),
}

export const FileRegistration = z.strictObject(found)
export type FileRegistration = z.infer<typeof FileRegistration>

export const Registration = z.strictObject({
  ...found,
  beforeId: PhotoId,
  afterId: PhotoId,
  /** Null where the two could not be brought together. */
  measuringWarp: MeasuringWarp.nullable(),
  points: z.array(PointPair),
  madeBy: z.enum(['program', 'person']),
  /** The third photo where the registration was composed of two; absent for a direct one. */
  viaId: PhotoId.optional(),
  /** The head on the before photo as a person showed it, by which it was aligned; absent where the program found it. */
  headRegion: Polygon.optional(),
})
export type Registration = z.infer<typeof Registration>

const pair = { beforeId: PhotoId, afterId: PhotoId }

export const registrationCalls = {
  /** The stored registration, or null where the pair was never aligned. */
  'registrations.get': command({ input: z.strictObject(pair), output: Registration.nullable() }),
  /** Looks at both photos of a pair that is likely to be compared, so that aligning it takes less; answers at once. */
  'registrations.prepare': command({ input: z.strictObject(pair), output: z.null() }),
  /** Aligns automatically; answers the stored one unless `again`. A person's registration is only replaced with `again`. */
  'registrations.align': command({
    input: z.strictObject({
      ...pair,
      again: z.boolean().optional(),
      /** What of the before photo is listened to, in place of the head that is found; aligns again. */
      headRegion: Polygon.optional(),
      /** False shows the result without keeping it. */
      keep: z.boolean().optional(),
    }),
    output: Registration,
    progress: Progress,
  }),
  /**
   * All visits of a client's view to its baseline; where the direct way is weak, by way of another visit. What a person
   * placed stays.
   */
  'registrations.alignSeries': command({
    input: z.strictObject({
      clientId: ClientId,
      view: View,
      /** What all others are laid on; the healed baseline where absent. */
      baselineId: PhotoId.optional(),
    }),
    output: z.array(Registration),
    progress: Progress,
  }),
  /** Two points a similarity, three an affine, four and more a homography. */
  'registrations.byHand': command({
    input: z.strictObject({
      ...pair,
      points: z.array(PointPair).min(2).max(20),
      /** Rough clicks are moved to the true place. */
      snap: z.boolean(),
      /** False shows the result without keeping it. */
      keep: z.boolean(),
    }),
    output: Registration,
  }),
  /** Keeps where a person put the after photo as a whole, with the points that were placed before. */
  'registrations.place': command({
    input: z.strictObject({
      ...pair,
      afterToBefore: Matrix3,
      points: z.array(PointPair).max(20),
      /** Set where it was moved from what the program found anew, by this head or, where null, the one it finds; else it was moved from what is stored. */
      anew: z.strictObject({ headRegion: Polygon.nullable() }).optional(),
    }),
    output: Registration,
  }),
  /** What the stored registration took the place of when a person placed the pair, or replaced what one had placed; null where there is nothing. */
  'registrations.earlier': command({ input: z.strictObject(pair), output: Registration.nullable() }),
  /** Stores the earlier one again; what was stored is the earlier one from then on, so that a second call undoes the first. */
  'registrations.bringBack': command({ input: z.strictObject(pair), output: Registration }),
  /** Two files, whether or not they are in the catalogue; nothing is stored. */
  'registrations.alignFiles': command({
    input: z.strictObject({ before: z.string().min(1), after: z.string().min(1) }),
    output: FileRegistration,
  }),
} as const
