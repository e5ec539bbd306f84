import { applyMeasuringWarp, type MeasuringWarp } from '../measuring-warp.ts'
import type { Correspondence } from './correspondence.ts'
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
/** Small patches: large ones are ruled by brows, ears and the edge of hair, which other heads have in the same places. */
const FINE_EVIDENCE: SkinSearch = { reachPx: 16, patchPx: 28 }
const FINE_EVIDENCE_STEP_CELLS = 2
const COARSE_TOLERANCE_PX = 6
const FINE_TOLERANCE_PX = 3
/** Where chance is looked for: eight places around, beyond the true one and within reach. */
const CHANCE_RING_PX = 10
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

/** Small patches of skin that lie where the warp says, and how many lie so at a wrong place around by chance, at most. */
export interface SkinEvidence {
  readonly hits: readonly Correspondence[]
  readonly byChance: number
}

/** What small patches of skin say for a warp; along an edge, where they slide, they say as much against it. */
export function skinEvidenceAt(pair: FeaturePair, warp: MeasuringWarp): SkinEvidence {
  const fine = pair.skin.fine()
  if (!fine) return { hits: [], byChance: 0 }
  const small = { ...fine, level: { ...fine.level, stepCells: FINE_EVIDENCE_STEP_CELLS } }
  const { matches } = matchSkin(small, warp, FINE_EVIDENCE)
  const hitsAt = (dx: number, dy: number) =>
    matches.filter(({ x, y, u, v }) => {
      const [predictedU, predictedV] = applyMeasuringWarp(warp, [x, y])
      return Math.hypot(u - predictedU - dx, v - predictedV - dy) < FINE_TOLERANCE_PX
    })
  const around = Array.from({ length: 8 }, (_, i) => {
    const angle = (i * Math.PI) / 4
    return hitsAt(CHANCE_RING_PX * Math.cos(angle), CHANCE_RING_PX * Math.sin(angle)).length
  })
  return { hits: hitsAt(0, 0), byChance: Math.max(...around) }
}

function shareOf({ matches, patches }: SkinMatches, warp: MeasuringWarp, tolerancePx: number): number {
  return matches.filter((match) => residualOf(warp, match) < tolerancePx).length / Math.max(1, patches)
}
