import { z } from 'zod'
import { command } from './command.ts'
import { Polygon } from './geometry.ts'
import { PhotoId } from './ids.ts'
import { Verdict } from './vocabulary.ts'

/** What makes two photos of one view hard to compare. */
export const COMPARABILITY_KINDS = [
  'distance',
  'frame',
  'lens',
  'roll',
  'turn',
  'tilt',
  'pose',
  'brightness',
  'warmth',
  'shine',
  'blur',
  'hair',
  'healing',
] as const
export const ComparabilityKind = z.enum(COMPARABILITY_KINDS)
export type ComparabilityKind = z.infer<typeof ComparabilityKind>

/** One difference between the two photos. */
export const ComparabilityPart = z.strictObject({
  kind: ComparabilityKind,
  /**
   * Signed, after against before: distance in percent closer; frame 1 where one of the two was cropped, or taken in another format, so that no
   * distance can be told; lens in doublings of the focal length; roll in degrees clockwise; turn in degrees towards the
   * picture's right; tilt in degrees up; pose, where no turn of a head explains how the
   * skin moved, in percent of the head's half width that are left; brightness in stops brighter; warmth in stops of red over blue; shine in
   * percentage points more of the head washed out; blur in halvings of fine detail; hair in percent of the head where it is
   * longer beyond doubt, less that where it is shorter; healing 1 where only the after photo is
   * fresh or healing, -1 where only the before photo is.
   */
  amount: z.number(),
  /** 0 for none, 1 where another photo would be better. */
  severity: z.number().min(0).max(1),
  /** Whether it is worth a word. */
  isNotable: z.boolean(),
})
export type ComparabilityPart = z.infer<typeof ComparabilityPart>

export const Comparability = z.strictObject({
  /** 100 for two photos that differ in nothing but time; null where nothing could be told. */
  score: z.int().min(0).max(100).nullable(),
  /** What could be told, worst first; what cannot be told is left out. */
  parts: z.array(ComparabilityPart),
})
export type Comparability = z.infer<typeof Comparability>

export const PairComparability = z.strictObject({
  beforeId: PhotoId,
  afterId: PhotoId,
  verdict: Verdict,
  ...Comparability.shape,
  /** The head on the before photo, in its upright full-size pixels; null where it was not found. */
  headOutline: Polygon.nullable(),
})
export type PairComparability = z.infer<typeof PairComparability>

export const comparabilityCalls = {
  /** How well the two can be compared, by the registration that is kept; a pair that was never aligned is aligned first. */
  'registrations.comparability': command({
    input: z.strictObject({ beforeId: PhotoId, afterId: PhotoId }),
    output: PairComparability,
  }),
} as const
