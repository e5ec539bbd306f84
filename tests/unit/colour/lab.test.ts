import { describe, expect, it } from 'vitest'
import {
  applyMatrix,
  invertMatrix,
  multiplyMatrices,
  P3_TO_XYZ_D65,
  SRGB_TO_XYZ_D65,
  type Triple,
  WHITE_D50,
  WHITE_D65,
  XYZ_D50_TO_D65,
  XYZ_D65_TO_D50,
} from '../../../src/domain/colour/colour-matrices.ts'
import { labFromLinear, labFromXyz, xyzFromLab } from '../../../src/domain/colour/lab.ts'
import {
  erythemaIndex,
  melaninIndex,
  skinColourClass,
  typologyAngleDegrees,
} from '../../../src/domain/colour/skin-colour.ts'
import { encodedFromLinear, linearFromEncoded } from '../../../src/domain/colour/transfer-function.ts'

function rounded(values: readonly number[], digits: number): number[] {
  return values.map((value) => Number(value.toFixed(digits)) + 0)
}

describe('colour', () => {
  it('undoes its own encoding at both sides of the foot', () => {
    for (const light of [0, 0.001, 0.0031308, 0.01, 0.18, 1]) {
      expect(linearFromEncoded(encodedFromLinear(light))).toBeCloseTo(light, 6)
    }
    expect(linearFromEncoded(0.5)).toBeCloseTo(0.21404, 5)
  })

  it('gives white the lightness 100 without any hue, in sRGB and in Display P3', () => {
    for (const matrix of [SRGB_TO_XYZ_D65, P3_TO_XYZ_D65]) {
      expect(rounded(labFromLinear([1, 1, 1], matrix), 6)).toEqual([100, 0, 0])
    }
  })

  it('gives sRGB red its published Lab coordinates for D65', () => {
    expect(rounded(labFromLinear([1, 0, 0], SRGB_TO_XYZ_D65), 2)).toEqual([53.24, 80.09, 67.2])
  })

  it('comes back from Lab to the same XYZ, for dark colours too', () => {
    for (const xyz of [
      [0.3, 0.25, 0.1],
      [0.002, 0.003, 0.001],
    ] as const) {
      expect(rounded(xyzFromLab(labFromXyz(xyz, WHITE_D50), WHITE_D50), 9)).toEqual(rounded(xyz, 9))
    }
  })

  it('adapts D65 white to D50 white and back', () => {
    const adapted: Triple = applyMatrix(XYZ_D65_TO_D50, WHITE_D65)
    expect(rounded(adapted, 4)).toEqual(rounded(WHITE_D50, 4))
    expect(rounded(applyMatrix(XYZ_D50_TO_D65, adapted), 6)).toEqual(rounded(WHITE_D65, 6))
  })

  it('inverts a colour matrix', () => {
    const product = multiplyMatrices(invertMatrix(P3_TO_XYZ_D65), P3_TO_XYZ_D65)
    expect(rounded(product, 9)).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1])
    expect(() => invertMatrix([1, 2, 3, 2, 4, 6, 0, 0, 1])).toThrow(RangeError)
  })
})

describe('skin colour', () => {
  it('names the class of the typology angle', () => {
    const classes = [
      [70, 5, 10],
      [65, 10, 15],
      [60, 10, 17],
      [55, 12, 18],
      [45, 12, 18],
      [30, 10, 12],
    ] as const
    expect(classes.map((lab) => skinColourClass(typologyAngleDegrees(lab)))).toEqual([
      'very-light',
      'light',
      'intermediate',
      'tan',
      'brown',
      'dark',
    ])
  })

  it('reads ten times less red light as 100 melanin units, and redness as erythema', () => {
    expect(melaninIndex(0.05) - melaninIndex(0.5)).toBeCloseTo(100, 9)
    expect(erythemaIndex(0.5, 0.25)).toBeGreaterThan(erythemaIndex(0.5, 0.4))
  })
})
