import { depthAt, quarticAt, type Quartic } from './head-depth.ts'
import { applyTransform, composeTransforms, scaleTransform, type Matrix3, type Point } from './transform.ts'

/** Coefficients of 1, u, v, u², uv, v². */
export type Quadratic = readonly [number, number, number, number, number, number]
/** Coefficients of 1, u, v. */
type Linear = readonly [number, number, number]

/**
 * Where the same skin lies in the after photo: a plane transform, a quadratic residual that follows a curved head, and where the
 * head's outline is known, what its depth moves. It serves measurement only; pictures are shown and exported through the plane
 * transform alone, so that nothing is bent.
 * Both photos in upright full-size pixels; u = (x - centre[0]) / scalePx, v = (y - centre[1]) / scalePx.
 */
export interface MeasuringWarp {
  readonly beforeToAfter: Matrix3
  readonly centre: Point
  readonly scalePx: number
  /** In pixels of the after photo. */
  readonly dx: Quadratic
  readonly dy: Quadratic
  /** Absent where the outline is not known, and in what engines before the 11th found. */
  readonly round?: WarpRound | undefined
}

/** A head's depth, and what it moves. */
export interface WarpRound {
  /** The square of the depth in units of scalePx; an ellipsoid's would be a quadratic. Below 0 there is no head. */
  readonly square: Quartic
  /** What depth, depth times u and depth times v move across and down, in pixels of the after photo. */
  readonly dx: Linear
  readonly dy: Linear
}

/** Maps a pixel of the before photo to the pixel of the after photo that shows the same skin. */
export function applyMeasuringWarp(warp: MeasuringWarp, point: Point): Point {
  const [x, y] = applyTransform(warp.beforeToAfter, point)
  const u = (point[0] - warp.centre[0]) / warp.scalePx
  const v = (point[1] - warp.centre[1]) / warp.scalePx
  const { dx, dy, round } = warp
  const across = x + quadraticAt(dx, u, v)
  const down = y + quadraticAt(dy, u, v)
  if (!round) return [across, down]
  const depth = depthAt(round.square, u, v)
  return [across + depth * linearAt(round.dx, u, v), down + depth * linearAt(round.dy, u, v)]
}

/** The square of the depth of the head that a warp moves, in before pixels, by the place; null where it is not known. */
export function squaredDepthOf({ centre, scalePx, round }: MeasuringWarp): ((place: Point) => number) | null {
  if (!round) return null
  return ([x, y]) =>
    scalePx ** 2 * quarticAt(round.square, (x - centre[0]) / scalePx, (y - centre[1]) / scalePx)
}

// By index, as quarticAt.
function quadraticAt(c: Quadratic, u: number, v: number): number {
  return c[0] + c[1] * u + c[2] * v + c[3] * u * u + c[4] * u * v + c[5] * v * v
}

function linearAt(c: Linear, u: number, v: number): number {
  return c[0] + c[1] * u + c[2] * v
}

/** The same warp between copies of the photos that are `before` and `after` times as large. */
export function scaleMeasuringWarp(
  warp: MeasuringWarp,
  { before, after }: { readonly before: number; readonly after: number },
): MeasuringWarp {
  return {
    beforeToAfter: composeTransforms(
      scaleTransform(after),
      composeTransforms(warp.beforeToAfter, scaleTransform(1 / before)),
    ),
    centre: [warp.centre[0] * before, warp.centre[1] * before],
    scalePx: warp.scalePx * before,
    ...scaleBend(warp, { across: after, down: after }),
  }
}

/** What a warp bends in an after photo that is so many times as wide and as high. */
export function scaleBend(
  { dx, dy, round }: MeasuringWarp,
  { across, down }: { readonly across: number; readonly down: number },
): Pick<MeasuringWarp, 'dx' | 'dy' | 'round'> {
  const six = ([a, b, c, d, e, f]: Quadratic, by: number): Quadratic => [
    a * by,
    b * by,
    c * by,
    d * by,
    e * by,
    f * by,
  ]
  const three = ([a, b, c]: Linear, by: number): Linear => [a * by, b * by, c * by]
  return {
    dx: six(dx, across),
    dy: six(dy, down),
    ...(round && {
      round: { square: round.square, dx: three(round.dx, across), dy: three(round.dy, down) },
    }),
  }
}
