import { weightedLeastSquares } from './fade/robust.ts'
import { depthAt, fitQuartic } from './head-depth.ts'
import type { MeasuringWarp, Quadratic, WarpRound } from './measuring-warp.ts'
import { applyTransform, type Matrix3, type Point } from './transform.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** A movement of skin, and where it is known, the square of the depth of the head that it moves, in before pixels. */
export interface SkinMovement {
  readonly moved: (place: Point) => Point
  readonly squareAt: ((place: Point) => number) | null
}

/**
 * The warp that follows a movement of skin best over the middle of the before photo, where clinics put the head: the
 * plane transform given, and for the rest a quadratic and what the head's depth moves.
 */
export function fitWarp(
  { moved, squareAt }: SkinMovement,
  beforeToAfter: Matrix3,
  { width, height }: Size,
): MeasuringWarp | null {
  const centre: Point = [width / 2, height / 2]
  const scalePx = Math.max(width, height) / 2
  const places = middlePlaces(width, height, 12).map((at) => {
    const u = (at[0] - centre[0]) / scalePx
    const v = (at[1] - centre[1]) / scalePx
    const [x, y] = moved(at)
    const [px, py] = applyTransform(beforeToAfter, at)
    return { at, u, v, quadratic: [1, u, v, u * u, u * v, v * v], rest: [x - px, y - py] as const }
  })
  const weights = places.map(() => 1)
  const quadratics = places.map(({ quadratic }) => quadratic)
  const solve = (design: readonly (readonly number[])[], axis: 0 | 1) =>
    weightedLeastSquares(
      design,
      places.map(({ rest }) => rest[axis]),
      weights,
    )
  const square =
    squareAt &&
    fitQuartic(places.map(({ at, u, v }) => ({ u, v, value: squareAt(at) / scalePx ** 2, weight: 1 })))
  if (square) {
    const design = places.map(({ u, v, quadratic }) => {
      const depth = depthAt(square, u, v)
      return [...quadratic, depth, depth * u, depth * v]
    })
    const [across, down] = [solve(design, 0), solve(design, 1)]
    const [dx, dy] = [sixOf(across), sixOf(down)]
    if (across && down && dx && dy) {
      const round = { square, dx: depthPart(across), dy: depthPart(down) }
      return { beforeToAfter, centre, scalePx, dx, dy, round }
    }
  }
  const [dx, dy] = [sixOf(solve(quadratics, 0)), sixOf(solve(quadratics, 1))]
  return dx && dy ? { beforeToAfter, centre, scalePx, dx, dy } : null
}

const MIDDLE_SHARE = 0.6

/** Places spread over the part of a photo where clinics put the head, `count` across and down. */
export function middlePlaces(width: number, height: number, count: number): Point[] {
  const shares = Array.from({ length: count }, (_, i) => 0.5 + MIDDLE_SHARE * (i / (count - 1) - 0.5))
  return shares.flatMap((down) => shares.map((across): Point => [across * width, down * height]))
}

function depthPart([, , , , , , a = 0, b = 0, c = 0]: readonly number[]): WarpRound['dx'] {
  return [a, b, c]
}

function sixOf(values: readonly number[] | null): Quadratic | null {
  if (values === null) return null
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = values
  return [a, b, c, d, e, f]
}
