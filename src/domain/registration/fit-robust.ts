import type { Matrix3 } from '../transform.ts'
import type { Correspondence } from './correspondence.ts'
import { FEWEST_POINTS, fitTransform, transferError, type PlaneKind } from './fit-transform.ts'

/** Tukey's biweight: 1 for no error, falling to 0 at `cutoff` (Huber and Ronchetti, Robust Statistics, 4.8). */
export function tukeyWeight(error: number, cutoff: number): number {
  const ratio = error / cutoff
  if (!(ratio < 1)) return 0
  const rest = 1 - ratio * ratio
  return rest * rest
}

/** How a robust fit starts, how far it listens, in after pixels, and how strongly it resists perspective. */
export interface RobustOptions {
  readonly initial: Matrix3
  readonly cutoffPx: number
  readonly rounds?: number
  readonly perspectivePrior?: number
  /** Extra weight of each correspondence, such as one over how crowded its neighbourhood is. */
  readonly weights?: ArrayLike<number>
}

/**
 * Iteratively reweighted least squares with Tukey weights, from an initial transform; null where too few
 * correspondences lie within the cutoff.
 */
export function fitRobust(
  kind: PlaneKind,
  pairs: readonly Correspondence[],
  { initial, cutoffPx, rounds = 8, perspectivePrior = 0, weights }: RobustOptions,
): Matrix3 | null {
  let transform = initial
  for (let round = 0; round < rounds; round++) {
    let listened = 0
    const current = Float64Array.from(pairs, (pair, i) => {
      const weight = tukeyWeight(transferError(transform, pair), cutoffPx)
      if (weight > 0) listened++
      return weight * (weights?.[i] ?? 1)
    })
    if (listened < Math.max(6, FEWEST_POINTS[kind])) return null
    const fitted = fitTransform(kind, pairs, current, perspectivePrior)
    if (!fitted) return null
    transform = fitted
  }
  return transform
}
