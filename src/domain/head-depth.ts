import { weightedLeastSquares } from './fade/robust.ts'

/**
 * The square of a head's depth by u and v, which an ellipsoid has as a quadratic: coefficients of 1, v, v², v³, v⁴, of u times 1 to
 * v³, of u² times 1 to v², of u³ times 1 and v, and of u⁴. Below 0 there is no head.
 */
export type Quartic = readonly [
  ...(readonly [number, number, number, number, number]),
  ...(readonly [number, number, number, number]),
  ...(readonly [number, number, number]),
  ...(readonly [number, number]),
  number,
]

/** How far the skin stands out, in the units of u and v; 0 beside the head. */
export function depthAt(square: Quartic, u: number, v: number): number {
  return Math.sqrt(Math.max(quarticAt(square, u, v), 0))
}

/** What a quartic is at a place. */
export function quarticAt(
  [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o]: Quartic,
  u: number,
  v: number,
): number {
  const one = (((e * v + d) * v + c) * v + b) * v + a
  const linear = ((i * v + h) * v + g) * v + f
  const square = (l * v + k) * v + j
  const cube = n * v + m
  return (((o * u + cube) * u + square) * u + linear) * u + one
}

/** The quartic that follows values at places best, each as it weighs; null where they do not determine one. */
export function fitQuartic(
  places: readonly {
    readonly u: number
    readonly v: number
    readonly value: number
    readonly weight: number
  }[],
): Quartic | null {
  const found = weightedLeastSquares(
    places.map(({ u, v }) =>
      [0, 1, 2, 3, 4].flatMap((k) => [0, 1, 2, 3, 4].slice(0, 5 - k).map((j) => u ** k * v ** j)),
    ),
    places.map(({ value }) => value),
    places.map(({ weight }) => weight),
  )
  // Checked to be fifteen.
  return found?.length === 15 ? (found as unknown as Quartic) : null
}
