import { weightedLeastSquares } from './fade/robust.ts'
import type { MeasuringWarp } from './measuring-warp.ts'
import { applyTransform, type Matrix3, type Point } from './transform.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/**
 * The warp that follows a movement of skin best over the middle of the before photo, where clinics put the head: the
 * plane transform given, and a quadratic for the rest.
 */
export function fitWarp(
  movement: (place: Point) => Point,
  beforeToAfter: Matrix3,
  { width, height }: Size,
): MeasuringWarp | null {
  const centre: Point = [width / 2, height / 2]
  const scalePx = Math.max(width, height) / 2
  const places = middlePlaces(width, height, 12)
  const design = places.map(([x, y]) => {
    const u = (x - centre[0]) / scalePx
    const v = (y - centre[1]) / scalePx
    return [1, u, v, u * u, u * v, v * v]
  })
  const rests = places.map((place) => {
    const [x, y] = movement(place)
    const [px, py] = applyTransform(beforeToAfter, place)
    return [x - px, y - py] as const
  })
  const weights = places.map(() => 1)
  const fit = (axis: 0 | 1) =>
    weightedLeastSquares(
      design,
      rests.map((rest) => rest[axis]),
      weights,
    )
  const [dx, dy] = [sixOf(fit(0)), sixOf(fit(1))]
  return dx && dy ? { beforeToAfter, centre, scalePx, dx, dy } : null
}

const MIDDLE_SHARE = 0.6

/** Places spread over the part of a photo where clinics put the head, `count` across and down. */
export function middlePlaces(width: number, height: number, count: number): Point[] {
  const shares = Array.from({ length: count }, (_, i) => 0.5 + MIDDLE_SHARE * (i / (count - 1) - 0.5))
  return shares.flatMap((down) => shares.map((across): Point => [across * width, down * height]))
}

function sixOf(values: readonly number[] | null): MeasuringWarp['dx'] | null {
  if (values === null) return null
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = values
  return [a, b, c, d, e, f]
}
