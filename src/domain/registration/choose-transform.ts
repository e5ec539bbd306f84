import { applyMeasuringWarp, type MeasuringWarp } from '../measuring-warp.ts'
import type { Matrix3, Point } from '../transform.ts'
import { isBelowBrows, type Brows } from './brows.ts'
import type { Correspondence } from './correspondence.ts'
import { fitTransform, transferError, type PlaneKind } from './fit-transform.ts'
import { isInPolygon } from './head-region.ts'
import { isPlausible } from './plausible-transform.ts'

/** The transform to show, and how far the head's skin lies from it, in after pixels. */
export interface ChosenTransform {
  readonly kind: PlaneKind
  readonly transform: Matrix3
  readonly residualPx: number
}

/** What the choice is made for: the head's outline, the eyebrows if there is a face, and the size of the before photo. */
export interface ChoiceContext {
  readonly region: readonly Point[]
  readonly brows: Brows | null
  /** Whether a place is surely head, so that it counts even without matches. */
  readonly isCore: (x: number, y: number) => boolean
  /** Below this row begins what is no scalp, seen from behind. */
  readonly neckPx: number
  readonly widthPx: number
  readonly heightPx: number
}

const STEP_PX = 24
/**
 * The scalp is what is compared: the face below the eyebrows may lie a little beside itself for it. Parts of the head
 * without matches say little, but keep a small patch of matches from tilting everything else.
 */
const MINOR_WEIGHT = 0.05
/** Of all samples; with fewer major ones the distinction is given up. */
const FEWEST_MAJOR = 0.06
/** More parameters must lower the residual by this share, or by this much where there is hardly any left. */
const WORTHWHILE = 0.96
const WORTHWHILE_PX = 0.1

/**
 * The plane transform with the fewest parameters that follows the warp well over the whole head: every part of the head
 * counts alike, however many features it has, and a further parameter must earn its place.
 */
export function chooseTransform(
  warp: MeasuringWarp,
  inliers: readonly Correspondence[],
  { region, brows, isCore, neckPx, widthPx, heightPx }: ChoiceContext,
): ChosenTransform | null {
  const samples = sampleWarp(warp, region)
  const weights = weigh(samples, inliers, { brows, isCore, neckPx })
  let chosen: ChosenTransform | null = null
  for (const kind of ['similarity', 'affine', 'homography'] as const) {
    const transform = fitTransform(kind, samples, weights)
    if (!transform || !isPlausible(transform, widthPx, heightPx)) continue
    const residualPx = meanResidual(samples, weights, transform)
    const isBetter =
      !chosen || residualPx < Math.min(WORTHWHILE * chosen.residualPx, chosen.residualPx - WORTHWHILE_PX)
    if (isBetter) chosen = { kind, transform, residualPx }
  }
  return chosen
}

/** One for the scalp around the matches, little for the rest. */
function weigh(
  samples: readonly Correspondence[],
  inliers: readonly Correspondence[],
  { brows, isCore, neckPx }: Pick<ChoiceContext, 'brows' | 'isCore' | 'neckPx'>,
): number[] {
  const isSupported = supportOf(inliers)
  const supported = samples.map(({ x, y }) => isSupported(x, y) || isCore(x, y))
  const scalp = samples.map(
    ({ x, y }, i) => supported[i] && y < neckPx && !(brows && isBelowBrows(brows, x, y)),
  )
  const isEnough = (major: readonly boolean[]) => major.filter(Boolean).length > FEWEST_MAJOR * samples.length
  const major = isEnough(scalp) ? scalp : isEnough(supported) ? supported : samples.map(() => true)
  return major.map((isMajor) => (isMajor ? 1 : MINOR_WEIGHT))
}

/** The box around the matches. */
function supportOf(inliers: readonly Correspondence[]): (x: number, y: number) => boolean {
  const [left, right] = extent(inliers.map(({ x }) => x))
  const [top, bottom] = extent(inliers.map(({ y }) => y))
  return (x, y) => x >= left && x <= right && y >= top && y <= bottom
}

function sampleWarp(warp: MeasuringWarp, region: readonly Point[]): Correspondence[] {
  return placesIn(region).map(([x, y]) => {
    const [u, v] = applyMeasuringWarp(warp, [x, y])
    return { x, y, u, v }
  })
}

/** Places spread evenly over a region. */
export function placesIn(region: readonly Point[]): Point[] {
  const [left, right] = extent(region.map(([x]) => x))
  const [top, bottom] = extent(region.map(([, y]) => y))
  const places: Point[] = []
  for (let y = top; y <= bottom; y += STEP_PX) {
    for (let x = left; x <= right; x += STEP_PX) if (isInPolygon(region, x, y)) places.push([x, y])
  }
  return places
}

function extent(values: readonly number[]): [low: number, high: number] {
  return [Math.min(...values), Math.max(...values)]
}

/** Over the parts that matter. */
function meanResidual(
  samples: readonly Correspondence[],
  weights: readonly number[],
  transform: Matrix3,
): number {
  const major = samples.filter((_, i) => weights[i] === 1)
  return major.reduce((sum, sample) => sum + transferError(transform, sample), 0) / Math.max(1, major.length)
}
