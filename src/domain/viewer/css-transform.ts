import { normaliseTransform, type Matrix3 } from '../transform.ts'

/**
 * The CSS transform that moves an element as the plane transform moves its pixels; needs `transform-origin: 0 0`.
 * A plane transform [a b c; d e f; g h 1] becomes the 4 x 4 matrix [a b 0 c; d e 0 f; 0 0 1 0; g h 0 1], which CSS
 * writes column by column. Without perspective the 2D form is used: it needs no layer of its own, hence draws faster.
 */
export function cssTransform(transform: Matrix3): string {
  const [a, b, c, d, e, f, g, h, i] = normaliseTransform(transform)
  // Exponents such as 1e-7 are valid in CSS numbers, so no digits are cut: a homography's last row is tiny.
  if (g === 0 && h === 0 && i === 1) return `matrix(${a}, ${d}, ${b}, ${e}, ${c}, ${f})`
  return `matrix3d(${a}, ${d}, 0, ${g}, ${b}, ${e}, 0, ${h}, 0, 0, 1, 0, ${c}, ${f}, 0, ${i})`
}
