import { describe, expect, it } from 'vitest'
import { extractFeatures } from '../../../src/backend/alignment/extract-features.ts'
import { loadOpenCv } from '../../../src/backend/alignment/open-cv.ts'
import { smallFeatures } from '../../../src/backend/alignment/small-features.ts'
import type { GrayImage } from '../../../src/domain/registration/gray-image.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'

/** Blots of all sizes, as strong as asked for. */
function paintBlots(count: number, strength: number): GrayImage {
  const [widthPx, heightPx] = [960, 800]
  const random = seededRandom(count)
  const data = new Uint8Array(widthPx * heightPx).fill(128)
  for (let blot = 0; blot < count; blot++) {
    const [x, y, radius] = [random() * widthPx, random() * heightPx, 1.5 + 4 * random()]
    const value = 128 + strength * (random() - 0.5)
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const [column, row] = [Math.round(x + dx), Math.round(y + dy)]
        const isInside = dx * dx + dy * dy < radius * radius && column >= 0 && column < widthPx
        if (isInside && row >= 0 && row < heightPx) data[row * widthPx + column] = value
      }
    }
  }
  return { widthPx, heightPx, data }
}

describe('the features of a picture', () => {
  it('are the same whatever was looked at before', async () => {
    const { cv } = await loadOpenCv()
    const [few, many] = [paintBlots(300, 60), paintBlots(9000, 160)]
    const strict = extractFeatures(cv, many)
    const sensitive = extractFeatures(cv, few)
    // Now the sensitive look comes first, and for the second picture of many again the strict one.
    expect(extractFeatures(cv, many)).toEqual(strict)
    expect(extractFeatures(cv, many)).toEqual(strict)
    expect(extractFeatures(cv, few)).toEqual(sensitive)
    expect(extractFeatures(cv, few)).toEqual(sensitive)
    expect(strict.count).toBeGreaterThan(1500)
    expect(sensitive.count).toBeGreaterThan(100)
  })

  it('made smaller are kept by photo and by size', async () => {
    const { cv } = await loadOpenCv()
    const photo = (key: string, gray: GrayImage) => ({
      key,
      gray,
      features: extractFeatures(cv, gray),
      face: null,
      outline: null,
      fullWidthPx: gray.widthPx,
      fullHeightPx: gray.heightPx,
    })
    const [one, other] = [photo('1', paintBlots(900, 120)), photo('2', paintBlots(1000, 120))]
    const small = smallFeatures(cv, one, 0.5)
    expect(smallFeatures(cv, one, 0.5)).toBe(small)
    expect(smallFeatures(cv, one, 0.4)).not.toEqual(small)
    expect(smallFeatures(cv, other, 0.5)).not.toEqual(small)
  })
})
