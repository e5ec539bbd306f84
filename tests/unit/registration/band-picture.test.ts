import { describe, expect, it } from 'vitest'
import { bandPicture, type Band } from '../../../src/domain/registration/band-picture.ts'
import { blurPlanes } from '../../../src/domain/registration/box-blur.ts'
import { isInPolygon } from '../../../src/domain/registration/head-region.ts'
import { DETAIL_LEVEL, FINE_LEVEL, prepareSkin } from '../../../src/domain/registration/skin-picture.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'
import type { Point } from '../../../src/domain/transform.ts'

const random = seededRandom(11)
const [widthPx, heightPx] = [61, 47]
const data = Float32Array.from({ length: widthPx * heightPx }, () => 255 * random())
const mask = Uint8Array.from(data, (_, i) => ((i % widthPx) + i / widthPx > 30 && random() < 0.95 ? 1 : 0))

/** Pixel by pixel, in double precision, rounded to single where it is kept. */
function plainly(bands: readonly Band[]): Float32Array {
  const evenPx = 1.8 * Math.max(...bands.map(([, widePx]) => widePx))
  const blurred = (values: Float32Array, sigmaPx: number): Float32Array => {
    const { planes, stride, blur } = blurPlanes({ widthPx, heightPx }, { count: 2, widestPx: evenPx })
    values.forEach((value, i) => (planes[0][Math.floor(i / widthPx) * stride + (i % widthPx)] = value))
    blur(0, 1, sigmaPx)
    return values.map((_, i) => planes[1][Math.floor(i / widthPx) * stride + (i % widthPx)])
  }
  const seen = Float32Array.from(mask)
  const light = data.map((value, i) => (mask[i] === 1 ? Math.log(value + 8) : 0))
  const seenAround = blurred(seen, evenPx)
  const result = new Float32Array(data.length)
  for (const [finePx, widePx] of bands) {
    const [fine, fineSeen] = [blurred(light, finePx), blurred(seen, finePx)]
    const [wide, wideSeen] = [blurred(light, widePx), blurred(seen, widePx)]
    const band = data.map((_, i) => (mask[i] === 1 ? fine[i] / fineSeen[i] - wide[i] / wideSeen[i] : 0))
    const power = blurred(
      band.map((value) => value * value),
      evenPx,
    )
    for (let i = 0; i < result.length; i++) {
      if (mask[i] === 0) continue
      const even = band[i] / (Math.sqrt(power[i] / seenAround[i]) + 2e-3)
      result[i] += Math.max(-3, Math.min(3, even))
    }
  }
  return result
}

describe('what a picture shows at middling sizes', () => {
  it.each([FINE_LEVEL, DETAIL_LEVEL])('is, for %o, what each pixel by itself is', ({ bands }) => {
    const banded = bandPicture({ widthPx, heightPx, data }, mask, bands)
    expect(banded).toEqual(plainly(bands))
    expect(banded.some((value) => Math.abs(value) > 0.5)).toBe(true)
  })
})

it('looks at the skin whose pixels lie in the region', () => {
  const gray = { widthPx: 200, heightPx: 180, data: new Uint8Array(36_000).fill(90) }
  const star = Array.from({ length: 14 }, (_, i): Point => {
    const radius = (i % 2 === 0 ? 95 : 50) + 9 * random()
    return [90 + radius * Math.cos((i * Math.PI) / 7), 95 + radius * Math.sin((i * Math.PI) / 7)]
  })
  const { before, leftPx, topPx } = prepareSkin(
    { before: gray, after: gray, beforeRegion: star, afterRegion: null },
    DETAIL_LEVEL,
  )!
  const plain = before.mask.map((_, i) => {
    const [x, y] = [i % before.widthPx, Math.floor(i / before.widthPx)]
    return isInPolygon(star, 2 * (x + leftPx + 0.5), 2 * (y + topPx + 0.5)) ? 1 : 0
  })
  expect(before.mask).toEqual(plain)
  expect(new Set(plain).size).toBe(2)
})
