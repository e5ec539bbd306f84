import { expect, it } from 'vitest'
import { evenOutContrast } from '../../../src/domain/registration/even-out-contrast.ts'
import type { GrayImage } from '../../../src/domain/registration/gray-image.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'

const LEVELS = 256
const TILES = 8
const CLIP_LIMIT = 3
const f = Math.fround

/** A slope with noise, darker on one side. */
function plantPicture(widthPx: number, heightPx: number): GrayImage {
  const random = seededRandom(widthPx)
  const data = Uint8Array.from(
    { length: widthPx * heightPx },
    (_, i) => 40 + (120 * (i % widthPx)) / widthPx + 60 * random() * random(),
  )
  return { widthPx, heightPx, data }
}

/** Pixel by pixel: what its level becomes in the four tiles whose middles lie around it, blended. */
function evenOutPlainly({ widthPx, heightPx, data }: GrayImage): number[] {
  const isDivided = widthPx % TILES === 0 && heightPx % TILES === 0
  const [tileWidth, tileHeight] = [widthPx, heightPx].map((side) =>
    isDivided ? side / TILES : Math.floor(side / TILES) + 1,
  )
  const mirrored = (place: number, side: number) => (place < side ? place : Math.max(0, 2 * side - 2 - place))
  const total = tileWidth * tileHeight
  const mappings = Array.from({ length: TILES * TILES }, (_, tile) => {
    const counts = Array.from({ length: LEVELS }, () => 0)
    for (let k = 0; k < total; k++) {
      const x = mirrored((tile % TILES) * tileWidth + (k % tileWidth), widthPx)
      const y = mirrored(Math.floor(tile / TILES) * tileHeight + Math.floor(k / tileWidth), heightPx)
      counts[data[y * widthPx + x]]++
    }
    const limit = Math.max(1, Math.floor((CLIP_LIMIT * total) / LEVELS))
    const over = counts.reduce((sum, count) => sum + Math.max(0, count - limit), 0)
    let rest = over % LEVELS
    const step = Math.max(1, Math.floor(LEVELS / rest))
    let sum = 0
    return counts.map((count, level) => {
      sum += Math.min(count, limit) + Math.floor(over / LEVELS)
      if (level % step === 0 && rest-- > 0) sum++
      return Math.min(LEVELS - 1, nearest(f(sum * f((LEVELS - 1) / total))))
    })
  })
  const around = (place: number, tile: number) => {
    const at = f(f(place * f(1 / tile)) - 0.5)
    const [first, share] = [Math.floor(at), f(at - Math.floor(at))]
    return { tiles: [Math.max(first, 0), Math.min(first + 1, TILES - 1)], shares: [f(1 - share), share] }
  }
  return Array.from(data, (level, i) => {
    const across = around(i % widthPx, tileWidth)
    const down = around(Math.floor(i / widthPx), tileHeight)
    const [above, below] = down.tiles.map((row) => {
      const [left, right] = across.tiles.map((column, k) =>
        f(mappings[row * TILES + column][level] * across.shares[k]),
      )
      return f(left + right)
    })
    return nearest(f(f(above * down.shares[0]) + f(below * down.shares[1])))
  })
}

/** Of two whole numbers as near, the even one. */
function nearest(value: number): number {
  const floor = Math.floor(value)
  if (value - floor !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}

it.each([
  ['that tiles divide', 160, 208],
  ['that tiles do not divide', 131, 165],
  ['hardly larger than its tiles', 49, 50],
] as const)('contrast is evened out as pixel by pixel in a picture %s', (_, widthPx, heightPx) => {
  const picture = plantPicture(widthPx, heightPx)
  const even = evenOutContrast(picture, { clipLimit: CLIP_LIMIT, tiles: TILES })
  expect({ ...even, data: [...even.data] }).toEqual({ widthPx, heightPx, data: evenOutPlainly(picture) })
})
