import type { Matrix3 } from '../transform.ts'
import type { Correspondence } from './correspondence.ts'
import { supportCounter } from './count-support.ts'
import { seededRandom } from './seeded-random.ts'

/** A similarity and how much of the correspondences stands behind it. */
export interface SimilarityVote {
  readonly transform: Matrix3
  readonly support: number
}

/** What similarities are believable, and how near a correspondence must lie to support one. */
export interface SimilaritySearch {
  readonly thresholdPx: number
  readonly rounds: number
  readonly turnDegrees?: number
  readonly turnToleranceDegrees?: number
}

const SMALLEST_SCALE = 0.4
const LARGEST_SCALE = 2.5
/** Nearer points than this (squared pixels) give a turn and scale too rough to be tried. */
const NEAREST_SQUARED = 2500

/**
 * Random sample consensus over pairs of correspondences, with a truncated quadratic score
 * (MSAC: Torr and Zisserman, MLESAC, 2000, section 4).
 */
export function ransacSimilarity(
  pairs: readonly Correspondence[],
  { thresholdPx, rounds, turnDegrees = 0, turnToleranceDegrees = 50 }: SimilaritySearch,
): SimilarityVote | null {
  if (pairs.length < 4) return null
  const random = seededRandom(1)
  const n = pairs.length
  const { x, y, u, v, support: supportOf } = supportCounter(pairs, thresholdPx)
  let best: SimilarityVote | null = null
  for (let round = 0; round < rounds; round++) {
    const first = Math.floor(random() * n)
    const second = Math.floor(random() * n)
    const dx = x[second] - x[first]
    const dy = y[second] - y[first]
    const squared = dx * dx + dy * dy
    if (squared < NEAREST_SQUARED) continue
    const du = u[second] - u[first]
    const dv = v[second] - v[first]
    const c = (dx * du + dy * dv) / squared
    const s = (dx * dv - dy * du) / squared
    const scale = Math.hypot(c, s)
    if (scale < SMALLEST_SCALE || scale > LARGEST_SCALE) continue
    const turn = (Math.atan2(s, c) * 180) / Math.PI - turnDegrees
    if (Math.abs(turn - 360 * Math.round(turn / 360)) > turnToleranceDegrees) continue
    const offsetX = u[first] - c * x[first] + s * y[first]
    const offsetY = v[first] - s * x[first] - c * y[first]
    const least = best?.support ?? -1
    const support = supportOf({ cosine: c, sine: s, offsetX, offsetY }, least)
    if (support > least) {
      best = { transform: [c, -s, offsetX, s, c, offsetY, 0, 0, 1], support }
    }
  }
  return best
}
