import { describe, expect, it } from 'vitest'
import type { MeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import { sampleGray } from '../../../src/domain/registration/gray-image.ts'
import { layOver, type GridWindow, type MaskedPhoto } from '../../../src/domain/registration/lay-over.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'

/** Pixel by pixel, places rounded to single precision. */
function plainlyLaidOver(
  { beforeToAfter: m, centre, scalePx, dx, dy }: MeasuringWarp,
  { leftPx, topPx, widthPx, heightPx, stepPx }: GridWindow,
  { shrink, gray, mask }: MaskedPhoto,
) {
  const data = new Float32Array(widthPx * heightPx)
  const seen = new Uint8Array(widthPx * heightPx)
  for (let i = 0; i < data.length; i++) {
    const x = ((i % widthPx) + leftPx + 0.5) * stepPx
    const y = (Math.floor(i / widthPx) + topPx + 0.5) * stepPx
    const [p, q] = [(x - centre[0]) / scalePx, (y - centre[1]) / scalePx]
    const depth = m[6] * x + m[7] * y + m[8]
    const [u, v] = [
      { plane: m.slice(0, 3), bend: dx },
      { plane: m.slice(3, 6), bend: dy },
    ].map(({ plane: [a, b, c], bend: [d, e, f, g, h, k] }) => {
      const place = (a * x + b * y + c) / depth + (d + e * p + f * q + g * p * p + h * p * q + k * q * q)
      return Math.fround(place) / shrink
    })
    if (!(u >= 0 && v >= 0 && u < gray.widthPx && v < gray.heightPx)) continue
    if (mask[Math.floor(v) * gray.widthPx + Math.floor(u)] === 0) continue
    seen[i] = 1
    data[i] = sampleGray(gray, u, v)
  }
  return { data, mask: seen }
}

describe('a photo laid over another', () => {
  const random = seededRandom(5)
  const photo = (shrink: number, Data: typeof Float32Array | typeof Uint8Array): MaskedPhoto => {
    const [widthPx, heightPx] = [61, 83]
    const data = new Data(widthPx * heightPx).map(() => 255 * random())
    const mask = new Uint8Array(data.length).map(() => (random() < 0.9 ? 1 : 0))
    return { shrink, gray: { widthPx, heightPx, data }, mask }
  }
  const window: GridWindow = { leftPx: 3, topPx: 5, widthPx: 70, heightPx: 75, stepPx: 2 }
  const warpOf = (beforeToAfter: MeasuringWarp['beforeToAfter']): MeasuringWarp => ({
    beforeToAfter,
    centre: [70, 80],
    scalePx: 75,
    dx: [1, -2, 3, 2, -1, 4],
    dy: [-2, 1, 2, -3, 2, 1],
  })
  const straight = warpOf([1, 0, 0, 0, 1, 0, 0, 0, 1])

  it.each([
    ['upright, as large', photo(2, Float32Array), straight],
    [
      'turned, seen from the side',
      photo(2, Float32Array),
      warpOf([0.9, -0.3, 30, 0.3, 0.9, -9, 4e-4, -6e-4, 1]),
    ],
    ['larger, in bytes', photo(1, Uint8Array), warpOf([0.5, 0, -4, 0, 0.5, 6, 0, 0, 1])],
    ['smaller', photo(4, Float32Array), warpOf([2, 0.1, 0, -0.1, 2, 0, 0, 0, 1])],
    ['where it leads nowhere', photo(2, Float32Array), warpOf([1, 0, 0, 0, 1, 0, 0, 0, 0])],
  ] as const)('%s, is what each pixel by itself is', (_, size, warp) => {
    expect(layOver(warp, window, size)).toEqual(plainlyLaidOver(warp, window, size))
  })

  it('is seen where it reaches, and not where it is masked or ends', () => {
    const { mask } = layOver(straight, window, photo(2, Float32Array))
    const shown = mask.reduce((sum, value) => sum + value, 0) / mask.length
    expect(shown).toBeGreaterThan(0.5)
    expect(shown).toBeLessThan(0.95)
  })
})
