/**
 * Plane transforms as 3 x 3 matrices in row-major order; points are pixels with the origin at the
 * image's top-left corner, so that the first pixel's centre is (0.5, 0.5).
 */
export type Matrix3 = readonly [number, number, number, number, number, number, number, number, number]
export type Point = readonly [x: number, y: number]

export const IDENTITY: Matrix3 = [1, 0, 0, 0, 1, 0, 0, 0, 1]

/** Maps a point through a homography; the result is in the target image's pixels. */
export function applyTransform(m: Matrix3, [x, y]: Point): Point {
  const w = m[6] * x + m[7] * y + m[8]
  return [(m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w]
}

/** The transform that applies `first` and then `second`. */
export function composeTransforms(second: Matrix3, first: Matrix3): Matrix3 {
  const [a, b, c, d, e, f, g, h, i] = second
  const [p, q, r, s, t, u, v, w, x] = first
  return normaliseTransform([
    a * p + b * s + c * v,
    a * q + b * t + c * w,
    a * r + b * u + c * x,
    d * p + e * s + f * v,
    d * q + e * t + f * w,
    d * r + e * u + f * x,
    g * p + h * s + i * v,
    g * q + h * t + i * w,
    g * r + h * u + i * x,
  ])
}

/** The inverse transform; throws RangeError where the matrix is singular. */
export function invertTransform(m: Matrix3): Matrix3 {
  const [a, b, c, d, e, f, g, h, i] = m
  const A = e * i - f * h
  const B = f * g - d * i
  const C = d * h - e * g
  const det = a * A + b * B + c * C
  if (!Number.isFinite(det) || Math.abs(det) < 1e-300) throw new RangeError('Transform is singular')
  return normaliseTransform([
    A,
    c * h - b * i,
    b * f - c * e,
    B,
    a * i - c * g,
    c * d - a * f,
    C,
    b * g - a * h,
    a * e - b * d,
  ])
}

/** Scales coordinates: maps a point of an image to the same point of that image resized by (sx, sy). */
export function scaleTransform(sx: number, sy = sx): Matrix3 {
  return [sx, 0, 0, 0, sy, 0, 0, 0, 1]
}

/** The same transform with its last element 1 where it is not 0, so that equal transforms compare equal. */
export function normaliseTransform(m: Matrix3): Matrix3 {
  const w = m[8]
  if (w === 0 || w === 1) return m
  return [m[0] / w, m[1] / w, m[2] / w, m[3] / w, m[4] / w, m[5] / w, m[6] / w, m[7] / w, 1]
}
