import type { Point } from '../transform.ts'

/** Functions of a place that a head's movement is made of: 1, u, v, u², uv, v², and the round's depth, u and v times it. */
export const FUNCTIONS = 9

/**
 * Places, their functions, where they should lie and where they are believed to lie. Columns of numbers, since V8 would compile
 * loops over matches of many kinds many times.
 */
export interface Places {
  readonly at: readonly Point[]
  readonly functions: Float64Array
  readonly u: Float64Array
  readonly v: Float64Array
  readonly movedU: Float64Array
  readonly movedV: Float64Array
}

/**
 * Sums over places of the products of any two functions, times how sure a place is: alike across and down, across, across and
 * down together, and down; and of the functions times where places should lie. All parameters' normal equations are
 * combinations of these. Of products that are the same both ways round one is kept.
 */
export interface Sums {
  readonly alike: Float64Array
  readonly across: Float64Array
  readonly both: Float64Array
  readonly down: Float64Array
  readonly toU: Float64Array
  readonly toV: Float64Array
}

/** Sums over no places. */
export function emptySums(): Sums {
  const products = () => new Float64Array((FUNCTIONS * (FUNCTIONS + 1)) / 2)
  const targets = () => new Float64Array(FUNCTIONS)
  return {
    alike: products(),
    across: products(),
    both: products(),
    down: products(),
    toU: targets(),
    toV: targets(),
  }
}

/** One of the sums of products. */
export function productOf(products: Float64Array, f: number, g: number): number {
  const [high, low] = f > g ? [f, g] : [g, f]
  return products[(high * (high + 1)) / 2 + low]
}

/** Adds a place that is as sure in every direction: the inverse of a variance. */
export function addAlike(
  { alike, toU, toV }: Sums,
  { functions, u, v }: Places,
  i: number,
  sure: number,
): void {
  const from = i * FUNCTIONS
  for (let f = 0, k = 0; f < FUNCTIONS; f++) {
    const own = sure * functions[from + f]
    for (let g = 0; g <= f; g++, k++) alike[k] += own * functions[from + g]
    toU[f] += own * u[i]
    toV[f] += own * v[i]
  }
}

/** Adds a place that is as sure as this across, across and down together, and down: the inverse of a covariance. */
export function addSure(
  { across, both, down, toU, toV }: Sums,
  { functions, u, v }: Places,
  i: number,
  xx: number,
  xy: number,
  yy: number,
): void {
  const from = i * FUNCTIONS
  for (let f = 0, k = 0; f < FUNCTIONS; f++) {
    const own = functions[from + f]
    for (let g = 0; g <= f; g++, k++) {
      const product = own * functions[from + g]
      across[k] += xx * product
      both[k] += xy * product
      down[k] += yy * product
    }
    toU[f] += own * (xx * u[i] + xy * v[i])
    toV[f] += own * (xy * u[i] + yy * v[i])
  }
}
