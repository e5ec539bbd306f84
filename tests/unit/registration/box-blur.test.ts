import { expect, it } from 'vitest'
import { blurPlanes } from '../../../src/domain/registration/box-blur.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'

const [SIGMA, RADIUS] = [2.4, 2]

/** Three boxes across and down, pixel by pixel; beyond the edge lies zero. */
function blurSlowly(values: readonly number[][]): number[][] {
  let result = values
  for (let box = 0; box < 3; box++) {
    for (const [dx, dy] of [
      [1, 0],
      [0, 1],
    ]) {
      const from = result
      result = from.map((row, y) =>
        row.map((_, x) => {
          let sum = 0
          for (let k = -RADIUS; k <= RADIUS; k++) sum += from[y + k * dy]?.[x + k * dx] ?? 0
          return sum / (2 * RADIUS + 1)
        }),
      )
    }
  }
  return result.map((row) => [...row])
}

it.each([
  { widthPx: 12, heightPx: 12 },
  { widthPx: 37, heightPx: 23 },
  // Narrower than the box, and after a larger picture, of which nothing may be left.
  { widthPx: 3, heightPx: 50 },
  { widthPx: 30, heightPx: 1 },
])('blurs $widthPx x $heightPx pixels as boxes do, and leaves zeros beside them', ({ widthPx, heightPx }) => {
  const random = seededRandom(widthPx)
  const picture = Array.from({ length: heightPx }, () =>
    Array.from({ length: widthPx }, () => 100 * random()),
  )
  const { stride, planes, blur } = blurPlanes({ widthPx, heightPx }, { count: 2, widestPx: 6 })
  picture.forEach((row, y) => planes[0].set(row, y * stride))
  blur(0, 1, SIGMA)
  const expected = blurSlowly(picture)
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < stride; x++) {
      expect(planes[1][y * stride + x]).toBeCloseTo(x < widthPx ? expected[y][x] : 0, 3)
    }
  }
})
