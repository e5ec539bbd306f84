import { encodedFromLinear } from '../colour/transfer-function.ts'

/**
 * How fast a camera's rendering loses contrast with brightness: natural logarithm of local contrast per unit of encoded
 * level (0..1). A finished photo is not linear in light: its tone curve flattens towards white, so that the same dots look
 * fainter in a brighter photo, which would read as fading. The figure was fitted on rendered heads of two skin tones. The
 * lighter head alone gives about the same and then fits the darker one; the darker alone, whose photos hardly differ in
 * level, does not pin it down. Darker and brighter tiles within single photos show the same direction without any truth.
 */
const CONTRAST_LOSS = 0.75

/**
 * The factor on a ratio of contrasts (visit over baseline) that undoes the difference of their levels.
 * Levels are log10 of linear red.
 */
export function responseCorrection(baselineLevel: number, visitLevel: number): number {
  const difference = encodedFromLinear(10 ** visitLevel) - encodedFromLinear(10 ** baselineLevel)
  return Math.exp(CONTRAST_LOSS * difference)
}
