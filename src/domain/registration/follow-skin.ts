import type { MeasuringWarp } from '../measuring-warp.ts'
import { bendToFeatures, bendToSkin, FINAL_RADIUS_PX } from './bend-warp.ts'
import { residualOf, type FeaturePair } from './feature-pair.ts'
import { outlineAgreement, OUTLINE_TOLERANCE_PX } from './match-outline.ts'
import { matchSkin, type SkinMatch, type SkinMatches, type SkinSearch } from './match-skin.ts'
import type { RoughHypothesis } from './rough-hypothesis.ts'

/** A guess that features, and then skin seen coarsely, were followed from. */
export interface FollowedHypothesis {
  readonly source: string
  readonly warp: MeasuringWarp
  /** Evidence for ranking guesses of one pair among each other: features, outline and skin. */
  readonly score: number
}

/** Where skin was followed to, finely. */
export interface FollowedSkin {
  readonly warp: MeasuringWarp
  readonly matches: readonly SkinMatch[]
}

/** From far to near: large patches find their place from afar, small ones follow the curve of the head. */
const COARSE_SEARCHES: readonly SkinSearch[] = [
  { reachPx: 48, patchPx: 130 },
  { reachPx: 36, patchPx: 110 },
  { reachPx: 20, patchPx: 90 },
]
const FINE_SEARCHES: readonly SkinSearch[] = [
  { reachPx: 16, patchPx: 56 },
  { reachPx: 8, patchPx: 48 },
]
/** What the evidence is taken from: far enough around that chance hits little. */
const COARSE_EVIDENCE: SkinSearch = { reachPx: 20, patchPx: 48 }
const COARSE_TOLERANCE_PX = 6
/** With this score features lead near enough, and leave no doubt which guess is the best one. */
const LED_BY_FEATURES = 30
/** What an outline that meets the other everywhere, and skin that all moves together, count beside features. */
const OUTLINE_SCORE = 20
const SKIN_SCORE = 20

/** Follows the head from a rough hypothesis by its features, and then by its skin at coarse sizes. */
export function followCoarsely(pair: FeaturePair, rough: RoughHypothesis): FollowedHypothesis {
  let { warp } = rough
  for (const radiusPx of [20, FINAL_RADIUS_PX, FINAL_RADIUS_PX]) {
    warp = bendToFeatures(pair, warp, radiusPx) ?? warp
  }
  let { score } = rough
  const coarse = score < LED_BY_FEATURES ? pair.skin.coarse() : null
  if (coarse) {
    for (const search of COARSE_SEARCHES) {
      warp = bendToSkin(pair, warp, matchSkin(coarse, warp, search).matches, search) ?? warp
    }
    score += SKIN_SCORE * shareOf(matchSkin(coarse, warp, COARSE_EVIDENCE), warp, COARSE_TOLERANCE_PX)
  }
  if (pair.outlines) score += OUTLINE_SCORE * outlineAgreement(pair.outlines, warp, OUTLINE_TOLERANCE_PX)
  return { source: rough.source, warp, score }
}

/** Follows the skin at fine sizes. */
export function followFinely(pair: FeaturePair, start: MeasuringWarp): FollowedSkin {
  const fine = pair.skin.fine()
  let warp = start
  let matches: readonly SkinMatch[] = []
  if (!fine) return { warp, matches }
  for (const search of FINE_SEARCHES) {
    matches = matchSkin(fine, warp, search).matches
    warp = bendToSkin(pair, warp, matches, search) ?? warp
  }
  return { warp, matches }
}

function shareOf({ matches, patches }: SkinMatches, warp: MeasuringWarp, tolerancePx: number): number {
  return matches.filter((match) => residualOf(warp, match) < tolerancePx).length / Math.max(1, patches)
}
