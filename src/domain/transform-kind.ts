import type { TransformKind } from '../contract/vocabulary.ts'
import type { Matrix3 } from './transform.ts'

/** Differences that move no pixel of a photo of 20,000 pixels. */
const TOLERANCE = 1e-9

/** The simplest kind of transform that a matrix is. */
export function transformKind([a, b, c, d, e, f, g, h, i]: Matrix3): TransformKind {
  const isNear = (value: number, other: number) => Math.abs(value - other) <= TOLERANCE * Math.abs(i)
  if (!isNear(g, 0) || !isNear(h, 0)) return 'homography'
  if (!isNear(a, e) || !isNear(b, -d)) return 'affine'
  const isStill = [a - i, b, c, f].every((value) => isNear(value, 0))
  return isStill ? 'identity' : 'similarity'
}
