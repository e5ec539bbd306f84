import { expect, it } from 'vitest'
import { blurPlane } from '../../../src/domain/fade/blur-plane.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'

/** One pixel of a Gaussian blur, with every neighbour within three standard deviations; the border is mirrored. */
function blurredAt(values: readonly number[][], sigmaPx: number, x: number, y: number): number {
  const reach = Math.max(1, Math.ceil(3 * sigmaPx))
  const mirrored = (index: number, size: number): number =>
    index < 0 ? mirrored(-1 - index, size) : index >= size ? mirrored(2 * size - 1 - index, size) : index
  let sum = 0
  let total = 0
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const weight = Math.exp(-(dx * dx + dy * dy) / (2 * sigmaPx * sigmaPx))
      const row = values[mirrored(y + dy, values.length)]
      sum += weight * row[mirrored(x + dx, row.length)]
      total += weight
    }
  }
  return sum / total
}

it.each([
  { widthPx: 16, heightPx: 16, sigmaPx: 1 },
  // More rows than are blurred at once, and columns that blocks do not divide.
  { widthPx: 37, heightPx: 150, sigmaPx: 2.4 },
  // Smaller than the blur reaches: mirrored again and again; and after a larger plane, of which nothing may be left.
  { widthPx: 3, heightPx: 5, sigmaPx: 6 },
  { widthPx: 30, heightPx: 1, sigmaPx: 0.2 },
])('blurs $widthPx x $heightPx pixels by $sigmaPx as a Gaussian does', ({ widthPx, heightPx, sigmaPx }) => {
  const random = seededRandom(widthPx)
  const values = Array.from({ length: heightPx }, () =>
    Array.from({ length: widthPx }, () => Math.fround(random() - 0.5)),
  )
  const plane = { data: Float32Array.from(values.flat()), widthPx, heightPx }
  const { data, ...size } = blurPlane(plane, sigmaPx)
  expect(size).toEqual({ widthPx, heightPx })
  const expected = values.flatMap((row, y) => row.map((_, x) => blurredAt(values, sigmaPx, x, y)))
  expect(Math.max(...expected.map((value, at) => Math.abs(value - data[at])))).toBeLessThan(1e-6)
})

it('keeps what is missing missing as far as the blur reaches, and no farther', () => {
  const plane = { data: new Float32Array(40 * 9).fill(1), widthPx: 40, heightPx: 9 }
  plane.data[4 * 40 + 20] = Number.NaN
  const { data } = blurPlane(plane, 1)
  for (let y = 0; y < 9; y++)
    for (let x = 0; x < 40; x++)
      expect(Number.isNaN(data[y * 40 + x])).toBe(Math.abs(x - 20) <= 3 && Math.abs(y - 4) <= 3)
})
