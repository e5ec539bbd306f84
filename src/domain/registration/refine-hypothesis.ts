import { applyMeasuringWarp, type MeasuringWarp } from '../measuring-warp.ts'
import { applyTransform, type Matrix3, type Point } from '../transform.ts'
import type { Correspondence } from './correspondence.ts'
import type { FeatureGrid } from './feature-grid.ts'
import type { FeatureSet } from './feature-set.ts'
import { fitQuadratic } from './fit-quadratic.ts'
import { fitRobust } from './fit-robust.ts'
import { transformShape, isPlausible } from './plausible-transform.ts'
import { matchGuided } from './match-guided.ts'
import { planeWarp } from './plane-warp.ts'
import { ransacSimilarity } from './ransac-similarity.ts'

/** Two photos ready to be matched: before features inside the head region only. */
export interface FeaturePair {
  readonly before: FeatureSet
  readonly after: FeatureSet
  readonly afterGrid: FeatureGrid
  readonly widthPx: number
  readonly heightPx: number
}

/** A guess after refinement, with the evidence for it. */
export interface RefinedHypothesis {
  readonly source: string
  /** Robust affine transform from before to after. */
  readonly transform: Matrix3
  readonly warp: MeasuringWarp
  readonly inliers: readonly Correspondence[]
  /** Inliers that a displaced prediction finds: what chance gives. */
  readonly chance: number
  /** Standard deviations of the inliers above chance. */
  readonly confidence: number
  /** Cells of 128 px of the before photo that hold inliers. */
  readonly cells: number
}

const FEWEST_MATCHES = 12
const INLIER_PX = 6
const CELL_PX = 128
const CHANCE_SHIFTS: readonly Point[] = [
  [60, 0],
  [-60, 0],
  [0, 60],
  [0, -60],
]

/**
 * Refines a rough transform by guided matching in shrinking circles: similarity, then robust affine, then the quadratic
 * that follows the head; null where it finds nothing to hold on to.
 */
export function refineHypothesis(
  pair: FeaturePair,
  source: string,
  initial: Matrix3,
): RefinedHypothesis | null {
  const { before, after, afterGrid, widthPx, heightPx } = pair
  const centre: Point = [widthPx / 2, heightPx / 2]
  const scalePx = Math.max(widthPx, heightPx) / 2
  const match = (warp: MeasuringWarp, radiusPx: number, shift?: Point) =>
    matchGuided(before, after, afterGrid, warp, shift ? { radiusPx, shift } : { radiusPx })
  const plane = (transform: Matrix3) => planeWarp(transform, centre, scalePx)

  const wide = match(plane(initial), 56)
  if (wide.length < FEWEST_MATCHES) return null
  const { turnDegrees } = transformShape(initial, centre)
  const vote = ransacSimilarity(wide, { thresholdPx: 14, rounds: 1500, turnDegrees })
  if (!vote) return null
  let transform = fitRobust('affine', wide, { initial: vote.transform, cutoffPx: 28 }) ?? vote.transform

  const middle = match(plane(transform), 28)
  if (middle.length < FEWEST_MATCHES) return null
  transform = fitRobust('affine', middle, { initial: transform, cutoffPx: 22 }) ?? transform
  if (!isPlausible(transform, widthPx, heightPx)) return null
  const curve = { centre, scalePx, reachPx: 26 }
  const rough = fitQuadratic(middle, transform, curve) ?? plane(transform)

  const isInlier = (warp: MeasuringWarp, shift: Point) => (m: Correspondence) => {
    const [u, v] = applyMeasuringWarp(warp, [m.x, m.y])
    return Math.hypot(u + shift[0] - m.u, v + shift[1] - m.v) < INLIER_PX
  }
  const near = match(rough, 14)
  const inliers = near.filter(isInlier(rough, [0, 0]))
  let byChance = 0
  for (const shift of CHANCE_SHIFTS) byChance += match(rough, 14, shift).filter(isInlier(rough, shift)).length
  const chance = byChance / CHANCE_SHIFTS.length
  const warp = fitQuadratic(near, transform, curve) ?? rough
  const cells = new Set(inliers.map(({ x, y }) => `${Math.floor(x / CELL_PX)},${Math.floor(y / CELL_PX)}`))
    .size
  return {
    source,
    transform,
    warp,
    inliers,
    chance,
    confidence: (inliers.length - chance) / Math.sqrt(chance + 4),
    cells,
  }
}

/** Whether two refined guesses put the inner part of the photo in the same place, within ten pixels on average. */
export function doAgree(a: RefinedHypothesis, b: RefinedHypothesis, pair: FeaturePair): boolean {
  const { widthPx, heightPx } = pair
  const places: Point[] = [
    [0.35, 0.35],
    [0.65, 0.35],
    [0.5, 0.5],
    [0.35, 0.65],
    [0.65, 0.65],
  ]
  let sum = 0
  for (const [x, y] of places) {
    const left = applyTransform(a.transform, [x * widthPx, y * heightPx])
    const right = applyTransform(b.transform, [x * widthPx, y * heightPx])
    sum += Math.hypot(left[0] - right[0], left[1] - right[1])
  }
  return sum / places.length < 10
}
