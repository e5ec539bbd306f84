import { applyTransform, composeTransforms, scaleTransform, type Matrix3, type Point } from './transform.ts'

/** Coefficients of 1, u, v, u², uv, v², in pixels of the after photo. */
type Quadratic = readonly [number, number, number, number, number, number]

/**
 * Where the same skin lies in the after photo: a plane transform plus a quadratic residual that follows a curved head.
 * It serves measurement only; pictures are shown and exported through the plane transform alone, so that nothing is bent.
 * Both photos in upright full-size pixels; u = (x - centre[0]) / scalePx, v = (y - centre[1]) / scalePx.
 */
export interface MeasuringWarp {
  readonly beforeToAfter: Matrix3
  readonly centre: Point
  readonly scalePx: number
  readonly dx: Quadratic
  readonly dy: Quadratic
}

/** Maps a pixel of the before photo to the pixel of the after photo that shows the same skin. */
export function applyMeasuringWarp(warp: MeasuringWarp, point: Point): Point {
  const [x, y] = applyTransform(warp.beforeToAfter, point)
  const u = (point[0] - warp.centre[0]) / warp.scalePx
  const v = (point[1] - warp.centre[1]) / warp.scalePx
  const { dx, dy } = warp
  return [
    x + dx[0] + dx[1] * u + dx[2] * v + dx[3] * u * u + dx[4] * u * v + dx[5] * v * v,
    y + dy[0] + dy[1] * u + dy[2] * v + dy[3] * u * u + dy[4] * u * v + dy[5] * v * v,
  ]
}

/** The same warp between copies of the photos that are `before` and `after` times as large. */
export function scaleMeasuringWarp(
  warp: MeasuringWarp,
  { before, after }: { readonly before: number; readonly after: number },
): MeasuringWarp {
  const scaled = ([a, b, c, d, e, f]: Quadratic): Quadratic => [
    a * after,
    b * after,
    c * after,
    d * after,
    e * after,
    f * after,
  ]
  return {
    beforeToAfter: composeTransforms(
      scaleTransform(after),
      composeTransforms(warp.beforeToAfter, scaleTransform(1 / before)),
    ),
    centre: [warp.centre[0] * before, warp.centre[1] * before],
    scalePx: warp.scalePx * before,
    dx: scaled(warp.dx),
    dy: scaled(warp.dy),
  }
}
