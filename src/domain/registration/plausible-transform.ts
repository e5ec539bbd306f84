import { applyTransform, type Matrix3, type Point } from '../transform.ts'

/** What a transform does around a point: turn in degrees, scale, and how much more it stretches one way than the other. */
export interface TransformShape {
  readonly turnDegrees: number
  readonly scale: number
  /** Larger over smaller singular value of the local Jacobian; 1 for a similarity. */
  readonly anisotropy: number
}

/** Turn, scale and anisotropy of a transform around a point, from its Jacobian there. */
export function transformShape(m: Matrix3, at: Point): TransformShape {
  const [u, v] = applyTransform(m, at)
  const w = m[6] * at[0] + m[7] * at[1] + m[8]
  const a = (m[0] - u * m[6]) / w
  const b = (m[1] - u * m[7]) / w
  const c = (m[3] - v * m[6]) / w
  const d = (m[4] - v * m[7]) / w
  const determinant = a * d - b * c
  const sum = a * a + b * b + c * c + d * d
  const root = Math.sqrt(Math.max(0, sum * sum - 4 * determinant * determinant))
  return {
    turnDegrees: (Math.atan2(c - b, a + d) * 180) / Math.PI,
    scale: Math.sqrt(Math.abs(determinant)),
    anisotropy: Math.sqrt((sum + root) / Math.max(sum - root, 1e-12)),
  }
}

/**
 * Whether a camera could have done this between two photos of one head: nothing folded or mirrored, an area between
 * a fifth and five times, and no more stretch or perspective than a head turned some twenty degrees shows.
 */
export function isPlausible(m: Matrix3, widthPx: number, heightPx: number): boolean {
  if (!m.every(Number.isFinite)) return false
  const inset: Point[] = [
    [widthPx * 0.25, heightPx * 0.25],
    [widthPx * 0.75, heightPx * 0.25],
    [widthPx * 0.75, heightPx * 0.75],
    [widthPx * 0.25, heightPx * 0.75],
  ]
  const corners = inset.map((corner) => applyTransform(m, corner))
  let area = 0
  for (let i = 0; i < 4; i++) {
    const a = corners[i]
    const b = corners[(i + 1) % 4]
    const c = corners[(i + 2) % 4]
    area += (a[0] * b[1] - a[1] * b[0]) / 2
    if ((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]) <= 0) return false
  }
  const ratio = area / (widthPx * heightPx * 0.25)
  if (!(ratio > 0.2 && ratio < 5)) return false
  const depths = inset.map(([x, y]) => (m[6] * x + m[7] * y + m[8]) / m[8])
  if (Math.min(...depths) < 0.6 || Math.max(...depths) > 1.7) return false
  return transformShape(m, [widthPx / 2, heightPx / 2]).anisotropy < 1.6
}
