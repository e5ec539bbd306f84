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

/** What a quartic is at a place; by index, which takes half of the time and is asked for every pixel. */
export function quarticAt(c: Quartic, u: number, v: number): number {
  const one = (((c[4] * v + c[3]) * v + c[2]) * v + c[1]) * v + c[0]
  const linear = ((c[8] * v + c[7]) * v + c[6]) * v + c[5]
  const square = (c[11] * v + c[10]) * v + c[9]
  const cube = c[13] * v + c[12]
  return (((c[14] * u + cube) * u + square) * u + linear) * u + one
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
