import { applyTransform, composeTransforms, invertTransform, type Matrix3 } from '../transform.ts'
import type { Correspondence } from './correspondence.ts'
import { solveLinear } from './solve-linear.ts'

/** Plane transforms from the fewest parameters to the most: 4, 6 and 8. */
export type PlaneKind = 'similarity' | 'affine' | 'homography'

/** The fewest correspondences that determine each kind. */
export const FEWEST_POINTS: Readonly<Record<PlaneKind, number>> = { similarity: 2, affine: 3, homography: 4 }

/**
 * Weighted least-squares plane transform from before to after, or null where the points do not determine it.
 * Coordinates are normalised first (Hartley, In Defence of the Eight-Point Algorithm, 1997). The homography is solved
 * linearly and then reweighted by its own denominators until the error measured is the one in after pixels.
 * `perspectivePrior` pulls a homography towards an affine transform, in units of one correspondence.
 */
export function fitTransform(
  kind: PlaneKind,
  pairs: readonly Correspondence[],
  weights?: ArrayLike<number>,
  perspectivePrior = 0,
): Matrix3 | null {
  const from = normalisation(pairs, weights, 'before')
  const to = normalisation(pairs, weights, 'after')
  if (!from || !to) return null
  const rounds = kind === 'homography' ? 4 : 1
  let normal: Matrix3 | null = null
  for (let round = 0; round < rounds; round++) {
    normal = solveNormalised(kind, pairs, weights, { from, to, previous: normal, perspectivePrior })
    if (!normal) return null
  }
  return normal && composeTransforms(invertTransform(to), composeTransforms(normal, from))
}

interface Normalised {
  readonly from: Matrix3
  readonly to: Matrix3
  readonly previous: Matrix3 | null
  readonly perspectivePrior: number
}

function solveNormalised(
  kind: PlaneKind,
  pairs: readonly Correspondence[],
  weights: ArrayLike<number> | undefined,
  { from, to, previous, perspectivePrior }: Normalised,
): Matrix3 | null {
  const size = { similarity: 4, affine: 6, homography: 8 }[kind]
  const rows = Array.from({ length: size }, () => new Float64Array(size + 1))
  const [ofU, ofV] = [new Float64Array(size), new Float64Array(size)]
  for (let index = 0; index < pairs.length; index++) {
    const pair = pairs[index]
    const x = from[0] * pair.x + from[2]
    const y = from[4] * pair.y + from[5]
    const u = to[0] * pair.u + to[2]
    const v = to[4] * pair.v + to[5]
    const depth = previous ? previous[6] * x + previous[7] * y + 1 : 1
    const weight = (weights?.[index] ?? 1) / (depth * depth)
    if (!(weight > 0)) continue
    writeEquations(x, y, u, v, ofU, ofV)
    accumulate(rows, ofU, u, weight)
    accumulate(rows, ofV, v, weight)
  }
  if (kind === 'homography') {
    rows[6][6] += perspectivePrior
    rows[7][7] += perspectivePrior
  }
  const p = solveLinear(rows)?.[0]
  if (!p || p.some((value) => !Number.isFinite(value))) return null
  if (kind === 'similarity') return [p[0], -p[1], p[2], p[1], p[0], p[3], 0, 0, 1]
  if (kind === 'affine') return [p[0], p[1], p[2], p[3], p[4], p[5], 0, 0, 1]
  return [p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], 1]
}

/** The coefficients of a place's two equations, of as many parameters as there is room for. */
function writeEquations(
  x: number,
  y: number,
  u: number,
  v: number,
  ofU: Float64Array,
  ofV: Float64Array,
): void {
  ofU[0] = x
  ofU[2] = 1
  if (ofU.length === 4) {
    ofU[1] = -y
    ofV[0] = y
    ofV[1] = x
    ofV[3] = 1
    return
  }
  ofU[1] = y
  ofV[3] = x
  ofV[4] = y
  ofV[5] = 1
  if (ofU.length === 6) return
  ofU[6] = -u * x
  ofU[7] = -u * y
  ofV[6] = -v * x
  ofV[7] = -v * y
}

/** Adds one equation (coefficients . parameters = target) to the normal equations. */
function accumulate(
  rows: readonly Float64Array[],
  coefficients: Float64Array,
  target: number,
  weight: number,
): void {
  const size = coefficients.length
  for (let i = 0; i < size; i++) {
    const scaled = weight * coefficients[i]
    if (scaled === 0) continue
    const row = rows[i]
    for (let j = 0; j < size; j++) row[j] += scaled * coefficients[j]
    row[size] += scaled * target
  }
}

/** Moves the points' mean to the origin and their root-mean-square distance to the square root of two. */
function normalisation(
  pairs: readonly Correspondence[],
  weights: ArrayLike<number> | undefined,
  side: 'before' | 'after',
): Matrix3 | null {
  const isBefore = side === 'before'
  let total = 0
  let meanX = 0
  let meanY = 0
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs[i]
    const weight = weights?.[i] ?? 1
    total += weight
    meanX += weight * (isBefore ? pair.x : pair.u)
    meanY += weight * (isBefore ? pair.y : pair.v)
  }
  if (!(total > 0)) return null
  meanX /= total
  meanY /= total
  let spread = 0
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs[i]
    const dx = (isBefore ? pair.x : pair.u) - meanX
    const dy = (isBefore ? pair.y : pair.v) - meanY
    spread += (weights?.[i] ?? 1) * (dx * dx + dy * dy)
  }
  if (!(spread > 1e-9)) return null
  const scale = Math.sqrt((2 * total) / spread)
  return [scale, 0, -scale * meanX, 0, scale, -scale * meanY, 0, 0, 1]
}

/** Distance in after pixels between where the transform puts a correspondence and where it is. */
export function transferError(transform: Matrix3, pair: Correspondence): number {
  const [u, v] = applyTransform(transform, [pair.x, pair.y])
  return Math.hypot(u - pair.u, v - pair.v)
}
