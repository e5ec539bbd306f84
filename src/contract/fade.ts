import { z } from 'zod'
import { command, Progress } from './command.ts'
import { Polygon } from './geometry.ts'
import { ClientId, PhotoId, VisitId } from './ids.ts'
import { LocalDate, Phase, Verdict, View } from './vocabulary.ts'

/** Treated and bare-skin polygons of a baseline photo, in its upright full-size pixels. */
export const Regions = z.strictObject({
  photo: PhotoId,
  treated: z.array(Polygon),
  bare: z.array(Polygon),
})
export type Regions = z.infer<typeof Regions>

/** Why a figure is uncertain or missing; the interface has words for each. */
export const FadeFlag = z.enum([
  'baseline',
  'pre-treatment',
  'fresh-not-healed',
  'after-another-session',
  'no-measurable-change',
  'low-resolution',
  'shine',
  'clipped',
  'light-or-shine',
  'other-camera',
  'weak-registration',
  'pose-differs',
  'not-registered',
  'bare-too-small',
  'treated-too-small',
  'treated-out-of-frame',
  'non-matrix-profile',
  'blurred',
  'original-offline',
  'no-pigment-in-baseline',
])
export type FadeFlag = z.infer<typeof FadeFlag>

const measured = {
  /** Pigment left in percent of the healed baseline; null where it cannot be told. */
  retentionPercent: z.number().nullable(),
  /** One standard deviation, in percentage points. */
  sigmaPp: z.number().nonnegative().nullable(),
  dotPercent: z.number().nullable(),
  densityPercent: z.number().nullable(),
  flags: z.array(FadeFlag).readonly(),
}

export const FadeMeasurement = z.strictObject(measured)
export type FadeMeasurement = z.infer<typeof FadeMeasurement>

const FadeVisit = z.strictObject({
  ...measured,
  visitId: VisitId,
  photoId: PhotoId,
  sha256: z.string(),
  date: LocalDate,
  phase: Phase,
  verdict: Verdict.nullable(),
  /** True where the figure takes part in the curve. */
  isUsable: z.boolean(),
})
export type FadeVisit = z.infer<typeof FadeVisit>

const NotEnough = z.strictObject({ kind: z.literal('not-enough-data'), reason: z.string() })

const Curve = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('curve'),
    points: z.array(
      z.strictObject({
        date: LocalDate,
        medianPercent: z.number(),
        lowPercent: z.number(),
        highPercent: z.number(),
      }),
    ),
  }),
  NotEnough,
])

const TouchUp = z.discriminatedUnion('kind', [
  /** Retention is expected to pass 60 % between these days with a probability of 80 %. */
  z.strictObject({ kind: z.literal('window'), from: LocalDate, to: LocalDate }),
  z.strictObject({ kind: z.literal('not-reached') }),
  NotEnough,
])

export const FadeTimeline = z.strictObject({
  clientId: ClientId,
  view: View,
  baselineId: PhotoId,
  visits: z.array(FadeVisit),
  curve: Curve,
  touchUp: TouchUp,
})
export type FadeTimeline = z.infer<typeof FadeTimeline>

/** How far a measurement has come: every visit of the view, with what was found where it is measured already. */
const FadeProgress = Progress.extend({
  visits: z.array(
    z.strictObject({
      photoId: PhotoId,
      sha256: z.string(),
      date: LocalDate,
      phase: Phase,
      measured: FadeVisit.nullable(),
    }),
  ),
})
export type FadeProgress = z.infer<typeof FadeProgress>

const MeasuredPair = z.strictObject({ id: z.string(), ...measured })

export const fadeCalls = {
  'regions.get': command({ input: z.strictObject({ photo: PhotoId }), output: Regions }),
  'regions.set': command({ input: Regions, output: Regions }),
  /** The photo a fade of this view is measured from: the first healed one, or one with regions; null where there is none. */
  'fade.baseline': command({
    input: z.strictObject({ clientId: ClientId, view: View }),
    output: z.strictObject({ photoId: PhotoId.nullable(), hasRegions: z.boolean() }),
  }),
  'fade.timeline': command({
    input: z.strictObject({ clientId: ClientId, view: View }),
    output: FadeTimeline,
    progress: FadeProgress,
  }),
  /** Files and polygons, whether or not they are in the catalogue; nothing is stored. */
  'fade.measureFiles': command({
    input: z.strictObject({
      id: z.string(),
      baseline: z.string().min(1),
      visit: z.string().min(1),
      pre: z.string().min(1).optional(),
      treated: z.array(Polygon).min(1),
      bare: z.array(Polygon).min(1),
    }),
    output: MeasuredPair,
  }),
} as const
