import { weightedQuantile } from './robust.ts'

/** Of a diffuse surface without any gloss this share of tiles is expected in every region. */
const MATTE_QUANTILE = 0.2
/** How much of the gloss that colour shows is taken out of the contrast; the camera's tone curve hides the rest. */
const TAKEN_OUT = 0.7
const MAX_GLOSS = 0.6

/**
 * Share of light in each tile that is surface reflection, by the dichromatic model (Shafer 1985): gloss has the colour of
 * the lamp and pulls skin towards white, so green rises towards red. `tints` are log10(green / red) of tiles; the matte
 * tint is taken from the photo's own tiles. Near 0 for matte tiles.
 */
export function glossShares(tints: readonly number[]): number[] {
  const ratios = tints.map((tint) => 10 ** tint)
  const matte = weightedQuantile(
    ratios,
    ratios.map(() => 1),
    MATTE_QUANTILE,
  )
  // Skin that is not redder than the lamp shows no gloss by its colour.
  if (!(matte < 0.95)) return ratios.map(() => 0)
  return ratios.map((ratio) => Math.min(MAX_GLOSS, Math.max(-0.1, (ratio - matte) / (1 - matte))))
}

/** The factor on a ratio of contrasts (visit over baseline) that undoes what gloss has washed out in either. */
export function glossCorrection(baselineGloss: number, visitGloss: number): number {
  return ((1 - baselineGloss) / (1 - visitGloss)) ** TAKEN_OUT
}
