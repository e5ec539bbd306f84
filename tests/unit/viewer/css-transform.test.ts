import { describe, expect, it } from 'vitest'
import { applyTransform, type Matrix3, type Point } from '../../../src/domain/transform.ts'
import { cssTransform } from '../../../src/domain/viewer/css-transform.ts'

/** What a browser does with a transform: column-major 4 x 4, then division by w. */
function applyCss(css: string, [x, y]: Point): Point {
  const numbers = css
    .slice(css.indexOf('(') + 1, -1)
    .split(',')
    .map(Number)
  if (css.startsWith('matrix(')) {
    const [a, b, c, d, e, f] = numbers as [number, number, number, number, number, number]
    return [a * x + c * y + e, b * x + d * y + f]
  }
  const row = (r: number): number =>
    (numbers[r] ?? NaN) * x + (numbers[4 + r] ?? NaN) * y + (numbers[12 + r] ?? NaN)
  return [row(0) / row(3), row(1) / row(3)]
}

const points: readonly Point[] = [
  [0, 0],
  [4032, 0],
  [1234.5, 678.9],
  [4032, 3024],
]

describe('cssTransform', () => {
  it.each<[string, Matrix3, string]>([
    ['similarity', [0.9, -0.2, 31, 0.2, 0.9, -17, 0, 0, 1], 'matrix('],
    ['affine', [0.9, -0.25, 31, 0.15, 1.1, -17, 0, 0, 1], 'matrix('],
    ['homography', [0.95, -0.06, 120.5, 0.08, 1.02, -45.25, 1.1e-5, -2.3e-7, 1], 'matrix3d('],
    [
      'homography whose last element is not 1',
      [1.9, -0.12, 241, 0.16, 2.04, -90.5, 2.2e-5, -4.6e-7, 2],
      'matrix3d(',
    ],
  ])('moves every point as the %s does', (_, transform, form) => {
    const css = cssTransform(transform)
    expect(css.startsWith(form)).toBe(true)
    for (const point of points) {
      const [x, y] = applyCss(css, point)
      const [expectedX, expectedY] = applyTransform(transform, point)
      expect(x).toBeCloseTo(expectedX, 6)
      expect(y).toBeCloseTo(expectedY, 6)
    }
  })
})
