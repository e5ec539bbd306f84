import type { Triple } from './colour-matrices.ts'

/** Classes of constitutive skin colour by the individual typology angle (Chardon et al. 1991, Del Bino 2013). */
export type SkinColourClass = 'very-light' | 'light' | 'intermediate' | 'tan' | 'brown' | 'dark'

/** Individual typology angle in degrees of a CIELAB D65 skin colour. */
export function typologyAngleDegrees([lightness, , b]: Triple): number {
  return (Math.atan2(lightness - 50, b) * 180) / Math.PI
}

/** The class of a typology angle. */
export function skinColourClass(angleDegrees: number): SkinColourClass {
  if (angleDegrees > 55) return 'very-light'
  if (angleDegrees > 41) return 'light'
  if (angleDegrees > 28) return 'intermediate'
  if (angleDegrees > 10) return 'tan'
  return angleDegrees > -30 ? 'brown' : 'dark'
}

/** Melanin index 100 log10(1 / R) of linear red (0..1); meaningful only as a difference within one photo. */
export function melaninIndex(linearRed: number): number {
  return -100 * Math.log10(linearRed)
}

/** Erythema index 100 log10(R / G) of linear red and green; meaningful only as a difference within one photo. */
export function erythemaIndex(linearRed: number, linearGreen: number): number {
  return 100 * Math.log10(linearRed / linearGreen)
}
