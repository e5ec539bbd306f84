import { weightedQuantile } from './robust.ts'

/** This share of the treated tiles is taken for matte; bare skin, which is compared only with itself, may give more. */
const MATTE_QUANTILE = 0.2
const BARE_QUANTILE = 0.3
/** Bare skin may lower a region's matte tint to this share of what the region itself shows, not further. */
const LOWEST_SHARE = 0.8
/** How much of the gloss that colour shows is taken out of the contrast; the camera's tone curve hides the rest. */
const TAKEN_OUT = 0.6
const MAX_GLOSS = 0.6

/** log10(green / red) of the tiles of one photo. */
export interface TileTints {
  readonly treated: readonly number[]
  readonly bare: readonly number[]
}

/**
 * Share of light in each treated tile that is surface reflection, by the dichromatic model (Shafer 1985): gloss has the
 * colour of the lamp and pulls skin towards white, so green rises towards red. What tint is matte is told by the least
 * white tiles of the region, and, where a whole region shines, by the other photo: apart from gloss both show the same
 * skin, and what the white balance does to it is seen on the bare skin. About 0 for matte tiles.
 */
export function glossShares(
  baseline: TileTints,
  visit: TileTints,
): { readonly baseline: readonly number[]; readonly visit: readonly number[] } {
  const seenInBaseline = ratioQuantile(baseline.treated, MATTE_QUANTILE)
  const seenInVisit = ratioQuantile(visit.treated, MATTE_QUANTILE)
  const whiteBalance = ratioQuantile(visit.bare, BARE_QUANTILE) / ratioQuantile(baseline.bare, BARE_QUANTILE)
  const carried = Number.isFinite(whiteBalance) ? whiteBalance : seenInVisit / seenInBaseline
  const lowered = (seen: number, fromOther: number) =>
    Math.max(LOWEST_SHARE * seen, Math.min(seen, fromOther))
  return {
    baseline: sharesOf(baseline.treated, lowered(seenInBaseline, seenInVisit / carried)),
    visit: sharesOf(visit.treated, lowered(seenInVisit, seenInBaseline * carried)),
  }
}

/** The factor on a ratio of contrasts (visit over baseline) that undoes what gloss has washed out in either. */
export function glossCorrection(baselineGloss: number, visitGloss: number): number {
  return ((1 - baselineGloss) / (1 - visitGloss)) ** TAKEN_OUT
}

function sharesOf(tints: readonly number[], matte: number): number[] {
  // Skin that is not redder than the lamp shows no gloss by its colour.
  if (!(matte < 0.95)) return tints.map(() => 0)
  return tints.map((tint) => Math.min(MAX_GLOSS, Math.max(-0.1, (10 ** tint - matte) / (1 - matte))))
}

function ratioQuantile(tints: readonly number[], q: number): number {
  return weightedQuantile(
    tints.map((tint) => 10 ** tint),
    tints.map(() => 1),
    q,
  )
}
