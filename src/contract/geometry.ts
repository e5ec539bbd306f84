import { z } from 'zod'

/** Pixels of the upright full-size photo, origin at its top-left corner. */
export const Point = z.tuple([z.number(), z.number()]).readonly()
export const Polygon = z.array(Point).min(3).readonly()

const n = z.number()
/** A plane transform, row by row. */
export const Matrix3 = z.tuple([n, n, n, n, n, n, n, n, n]).readonly()

const quadratic = z.tuple([n, n, n, n, n, n]).readonly()
const quartic = z.tuple([n, n, n, n, n, n, n, n, n, n, n, n, n, n, n]).readonly()
const linear = z.tuple([n, n, n]).readonly()
/** See the domain's measuring warp: for measurement only, never for a picture. */
export const MeasuringWarp = z.strictObject({
  beforeToAfter: Matrix3,
  centre: Point,
  scalePx: n.positive(),
  dx: quadratic,
  dy: quadratic,
  round: z.strictObject({ square: quartic, dx: linear, dy: linear }).optional(),
})
