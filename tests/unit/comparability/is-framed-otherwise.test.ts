import { describe, expect, it } from 'vitest'
import { isFramedOtherwise } from '../../../src/domain/comparability/is-framed-otherwise.ts'

const PHONE = { camera: 'Apple iPhone 15 Pro', focalLengthMm: 6.86, focalLength35mm: 24 }
const taken = (width: number, height: number, lens: typeof PHONE | Partial<typeof PHONE> = PHONE) => ({
  lens: { ...PHONE, ...lens },
  size: { width, height },
})
const WHOLE = taken(3024, 4032)

describe('a photo that was cropped', () => {
  it('is known by its shape beside one of the same camera and lens', () => {
    expect(isFramedOtherwise(WHOLE, taken(2600, 3000))).toBe(true)
    expect(isFramedOtherwise(taken(3024, 3024), WHOLE)).toBe(true)
  })

  it('is not taken for one where the camera was turned, or the photo was saved smaller', () => {
    expect(isFramedOtherwise(WHOLE, taken(4032, 3024))).toBe(false)
    expect(isFramedOtherwise(WHOLE, taken(1536, 2048))).toBe(false)
    expect(isFramedOtherwise(taken(6020, 4024), taken(6000, 4000))).toBe(false)
  })

  it('cannot be told beside another camera, another lens, or where the files do not say it', () => {
    const square = (lens: Parameters<typeof taken>[2]) => taken(3000, 3000, lens)
    expect(isFramedOtherwise(WHOLE, square({ camera: 'NIKON D750' }))).toBe(false)
    expect(isFramedOtherwise(WHOLE, square({ focalLength35mm: 48 }))).toBe(false)
    const silent = { lens: { camera: null, focalLengthMm: null, focalLength35mm: null }, size: WHOLE.size }
    expect(isFramedOtherwise(silent, { ...silent, size: { width: 9, height: 9 } })).toBe(false)
  })
})
