import type { PointPair, Registration } from '../contract/registrations.ts'
import { applyMeasuringWarp, squaredDepthOf, type MeasuringWarp } from './measuring-warp.ts'
import { fitWarp, middlePlaces } from './fit-warp.ts'
import { applyTransform, composeTransforms, invertTransform } from './transform.ts'

type Link = Pick<
  Registration,
  | 'verdict'
  | 'confidence'
  | 'afterToBefore'
  | 'measuringWarp'
  | 'residualPercent'
  | 'poseDiffers'
  | 'reasons'
  | 'elapsedMs'
>

/** A registration that goes through a third photo. */
export interface ChainedRegistration extends Link {
  readonly method: 'chain'
  readonly kind: 'homography'
  readonly points: PointPair[]
  readonly madeBy: 'program'
}

/**
 * The residuals of two links may add up. Beyond this share of the width the skin lies too far beside itself to be called
 * aligned by way of another photo.
 */
const LARGEST_RESIDUAL_PERCENT = 1
/** How far a direct registration and the chain may put a place apart before they are two opinions, in percent of the width. */
const LARGEST_DISAGREEMENT_PERCENT = 1
const VERDICTS = ['needs-points', 'check', 'aligned'] as const

/** True where the first verdict is better than the second. */
export function isBetterVerdict(verdict: Link['verdict'], than: Link['verdict']): boolean {
  return VERDICTS.indexOf(verdict) > VERDICTS.indexOf(than)
}

/**
 * The registration of a photo to the baseline by way of a third photo: no surer than the weaker of its two links, and not
 * sure at all where their residuals add up or where the direct registration, as far as one was found, says otherwise.
 * Null where a link was not found.
 * @param first from the baseline to the third photo
 * @param second from the third photo to the photo in question
 * @param baseline the baseline's size in pixels
 */
export function chainRegistrations(
  first: Link,
  second: Link,
  context: {
    readonly baseline: { readonly width: number; readonly height: number }
    readonly direct: Pick<Link, 'verdict' | 'afterToBefore'>
  },
): ChainedRegistration | null {
  if (first.verdict === 'needs-points' || second.verdict === 'needs-points') return null
  const { baseline, direct } = context
  const afterToBefore = composeTransforms(first.afterToBefore, second.afterToBefore)
  const residualPercent = first.residualPercent + second.residualPercent
  const disagrees =
    direct.verdict !== 'needs-points' &&
    disagreementPercent(afterToBefore, direct.afterToBefore, baseline) > LARGEST_DISAGREEMENT_PERCENT
  const reasons = new Set([...first.reasons, ...second.reasons])
  for (const fine of ['by-hand', 'same-photo', 'chained']) reasons.delete(fine)
  if (residualPercent > LARGEST_RESIDUAL_PERCENT) reasons.add('chain-residual')
  if (disagrees) reasons.add('no-agreement')
  const isSure = first.verdict === 'aligned' && second.verdict === 'aligned' && reasons.size === 0
  return {
    method: 'chain',
    kind: 'homography',
    verdict: isSure ? 'aligned' : 'check',
    confidence: Math.min(first.confidence, second.confidence),
    afterToBefore,
    measuringWarp: chainWarps(first.measuringWarp, second.measuringWarp, afterToBefore, baseline),
    residualPercent,
    poseDiffers: first.poseDiffers || second.poseDiffers,
    reasons: [...reasons, 'chained'],
    elapsedMs: second.elapsedMs,
    points: [],
    madeBy: 'program',
  }
}

/** How far two transforms put the middle part of the baseline apart, at most, in percent of its width. */
function disagreementPercent(
  a: Link['afterToBefore'],
  b: Link['afterToBefore'],
  { width, height }: { readonly width: number; readonly height: number },
): number {
  const back = invertTransform(a)
  const distances = middlePlaces(width, height, 3).map((place) => {
    const [x, y] = applyTransform(b, applyTransform(back, place))
    return Math.hypot(x - place[0], y - place[1])
  })
  return (100 * Math.max(...distances)) / width
}

/** One warp for two in a row: the baseline's head moves by its own depth, which follows what the third photo's does closely. */
function chainWarps(
  first: MeasuringWarp | null,
  second: MeasuringWarp | null,
  afterToBefore: Link['afterToBefore'],
  baseline: { readonly width: number; readonly height: number },
): MeasuringWarp | null {
  if (first === null || second === null) return null
  return fitWarp(
    {
      moved: (place) => applyMeasuringWarp(second, applyMeasuringWarp(first, place)),
      squareAt: squaredDepthOf(first),
    },
    invertTransform(afterToBefore),
    baseline,
  )
}
