import type { MeasuringWarp } from '../measuring-warp.ts'
import { applyTransform, type Matrix3, type Point } from '../transform.ts'
import type { Correspondence } from './correspondence.ts'
import { tukeyWeight } from './fit-robust.ts'
import { solveLinear } from './solve-linear.ts'

/** The frame of the quadratic's coordinates and which correspondences may speak. */
export interface QuadraticOptions {
  readonly centre: Point
  readonly scalePx: number
  /** Correspondences farther than this from the plane transform are not looked at. */
  readonly reachPx: number
}

const FEWEST_PAIRS = 25
const ROUNDS = 12
/** Ridge on the plane and on the curved coefficients, in units of one correspondence: little evidence bends little. */
const PLANE_RIDGE = 0.05
const CURVE_RIDGE = 1

/**
 * Adds to a plane transform the quadratic residual that follows a curved head: robust ridge regression with a
 * shrinking Tukey cutoff. Null where fewer than 25 correspondences lie within reach.
 */
export function fitQuadratic(
  pairs: readonly Correspondence[],
  beforeToAfter: Matrix3,
  { centre, scalePx, reachPx }: QuadraticOptions,
): MeasuringWarp | null {
  const near: { basis: readonly number[]; dx: number; dy: number }[] = []
  for (const pair of pairs) {
    const [u, v] = applyTransform(beforeToAfter, [pair.x, pair.y])
    const dx = pair.u - u
    const dy = pair.v - v
    if (Math.hypot(dx, dy) < reachPx) near.push({ basis: quadraticBasis(pair, centre, scalePx), dx, dy })
  }
  if (near.length < FEWEST_PAIRS) return null
  let px: ArrayLike<number> = new Float64Array(6)
  let py: ArrayLike<number> = new Float64Array(6)
  for (let round = 0; round < ROUNDS; round++) {
    const cutoff = round < 3 ? 45 : round < 7 ? 24 : 15
    const rows = Array.from({ length: 6 }, () => new Float64Array(8))
    for (const { basis, dx, dy } of near) {
      const weight =
        round === 0 ? 1 : tukeyWeight(Math.hypot(dx - combine(px, basis), dy - combine(py, basis)), cutoff)
      if (weight === 0) continue
      for (let i = 0; i < 6; i++) {
        const row = rows[i]
        const scaled = weight * basis[i]
        for (let j = 0; j < 6; j++) row[j] += scaled * basis[j]
        row[6] += scaled * dx
        row[7] += scaled * dy
      }
    }
    for (let i = 0; i < 6; i++) rows[i][i] += i < 3 ? PLANE_RIDGE : CURVE_RIDGE
    const solved = solveLinear(rows)
    if (!solved) return null
    px = solved[0]!
    py = solved[1]!
  }
  return { beforeToAfter, centre, scalePx, dx: six(px), dy: six(py) }
}

function quadraticBasis({ x, y }: Correspondence, centre: Point, scalePx: number): readonly number[] {
  const u = (x - centre[0]) / scalePx
  const v = (y - centre[1]) / scalePx
  return [1, u, v, u * u, u * v, v * v]
}

function combine(coefficients: ArrayLike<number>, basis: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < 6; i++) sum += coefficients[i] * basis[i]
  return sum
}

function six(c: ArrayLike<number>): MeasuringWarp['dx'] {
  return [c[0], c[1], c[2], c[3], c[4], c[5]]
}
