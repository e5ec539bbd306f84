import { describe, expect, it } from 'vitest'
import { lensDifference } from '../../../src/domain/comparability/lens-difference.ts'

const UNKNOWN = { camera: null, focalLengthMm: null, focalLength35mm: null }

describe('another lens', () => {
  it('is told by what film would need, whatever the cameras are', () => {
    const phone = { camera: 'Apple iPhone 15 Pro', focalLengthMm: 6.86, focalLength35mm: 24 }
    const camera = { camera: 'NIKON D750', focalLengthMm: 48, focalLength35mm: 48 }
    expect(lensDifference(phone, camera)).toBe(1)
    expect(lensDifference(camera, phone)).toBe(-1)
  })

  it('is told by the lens itself within one camera only', () => {
    const wide = { ...UNKNOWN, camera: 'Canon EOS 80D', focalLengthMm: 25 }
    const long = { ...UNKNOWN, camera: 'Canon EOS 80D', focalLengthMm: 100 }
    expect(lensDifference(wide, long)).toBe(2)
    expect(lensDifference(wide, { ...long, camera: 'Canon EOS R6' })).toBeNull()
    expect(lensDifference({ ...wide, camera: null }, { ...long, camera: null })).toBeNull()
  })

  it('is not told where a file says nothing', () => {
    expect(lensDifference(UNKNOWN, UNKNOWN)).toBeNull()
  })
})
