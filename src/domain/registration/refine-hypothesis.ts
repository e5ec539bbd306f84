import type { MeasuringWarp } from '../measuring-warp.ts'
import type { Point } from '../transform.ts'
import { FEWEST_IN_CONSENSUS, FINAL_RADIUS_PX } from './bend-warp.ts'
import type { Correspondence } from './correspondence.ts'
import { matchAround, residualOf, type FeaturePair } from './feature-pair.ts'
import { findConsensus } from './find-consensus.ts'
import { warpDeviations } from './fit-head-warp.ts'
import { followFinely, skinShareAt, type FollowedHypothesis } from './follow-skin.ts'
import type { SkinMatch } from './match-skin.ts'

/** A guess after refinement, with the evidence for it. */
export interface RefinedHypothesis {
  readonly source: string
  readonly warp: MeasuringWarp
  /** Matches that move as their neighbours do; where there are hardly any and no skin either, all matches near the warp. */
  readonly inliers: readonly Correspondence[]
  /** Standard deviations of the matches in consensus above what displaced predictions find in the same cells. */
  readonly confidence: number
  /** Cells of 64 px of the before photo that hold more matches in consensus than displaced predictions find there. */
  readonly cells: number
  /** Those of the cells that are surely on the head. */
  readonly coreCells: number
  /** How unsure the warp is over the scalp: one standard deviation, root mean square, in after pixels. */
  readonly deviationPx: number
  /** Patches of skin that were found. */
  readonly skin: readonly SkinMatch[]
  /** Which share of the patches lies where the warp says, 0 to 1; looked at only where there are few features. */
  readonly skinShare: number
}

const CELL_PX = 64
/** With this confidence nothing is asked of the patches of skin. */
const FEATURES_SUFFICE = 20
/**
 * Where displaced predictions look: just beyond the circle in which the true match would lie. Along an outline, a collar or
 * an edge of the wall they find as much as the true prediction does, and so take away its weight.
 */
const CHANCE_SHIFTS: readonly Point[] = Array.from({ length: 8 }, (_, i) => [
  28 * Math.cos((i * Math.PI) / 4),
  28 * Math.sin((i * Math.PI) / 4),
])

/** Follows a hypothesis to the skin it leads to, and weighs the evidence for it. */
export function refineHypothesis(
  pair: FeaturePair,
  { source, warp: coarse }: FollowedHypothesis,
): RefinedHypothesis {
  const { warp, matches: skin } = followFinely(pair, coarse)
  const near = matchAround(pair, warp, FINAL_RADIUS_PX)
  const consensus = findConsensus(near, warp, { radiusPx: FINAL_RADIUS_PX })
  const isEnough = consensus.length >= FEWEST_IN_CONSENSUS || skin.length > 0
  const inliers = isEnough ? consensus : near.filter((match) => residualOf(warp, match) < 6)
  const evidence = evidenceOf(pair, warp, consensus)
  const deviations = warpDeviations(inliers, pair.scalp, {
    initial: warp,
    centre: warp.centre,
    scalePx: warp.scalePx,
    cutoffPx: [8, 8],
    outlines: pair.outlines,
    skin,
  })
  return {
    source,
    warp,
    inliers,
    skin,
    skinShare: evidence.confidence < FEATURES_SUFFICE ? skinShareAt(pair, warp) : 0,
    deviationPx: Math.sqrt(deviations.reduce((sum, value) => sum + value * value, 0) / deviations.length),
    ...evidence,
  }
}

/** The matches in consensus against what displaced predictions find in the same cells. */
function evidenceOf(
  pair: FeaturePair,
  warp: MeasuringWarp,
  consensus: readonly Correspondence[],
): Pick<RefinedHypothesis, 'confidence' | 'cells' | 'coreCells'> {
  const byChance = new Map<number, number>()
  for (const shift of CHANCE_SHIFTS) {
    const displaced = matchAround(pair, warp, FINAL_RADIUS_PX, shift)
    const found = countByCell(findConsensus(displaced, warp, { radiusPx: FINAL_RADIUS_PX, shift }))
    for (const [cell, count] of found) byChance.set(cell, Math.max(byChance.get(cell) ?? 0, count))
  }
  let above = 0
  let chance = 0
  let cells = 0
  let coreCells = 0
  for (const [cell, count] of countByCell(consensus)) {
    const expected = byChance.get(cell) ?? 0
    above += Math.max(0, count - expected)
    chance += expected
    if (count <= expected) continue
    cells++
    if (pair.isCore(((cell % 4096) + 0.5) * CELL_PX, (Math.floor(cell / 4096) + 0.5) * CELL_PX)) coreCells++
  }
  return { confidence: above / Math.sqrt(chance + 4), cells, coreCells }
}

function countByCell(matches: readonly Correspondence[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { x, y } of matches) {
    const cell = Math.floor(y / CELL_PX) * 4096 + Math.floor(x / CELL_PX)
    counts.set(cell, (counts.get(cell) ?? 0) + 1)
  }
  return counts
}
