import type { MeasuringWarp } from '../measuring-warp.ts'
import type { Point } from '../transform.ts'
import { FEWEST_IN_CONSENSUS, FINAL_RADIUS_PX } from './bend-warp.ts'
import type { Correspondence } from './correspondence.ts'
import { matchAround, residualOf, type FeaturePair } from './feature-pair.ts'
import { findConsensus } from './find-consensus.ts'
import { warpDeviations } from './fit-head-warp.ts'
import { followFinely, type FollowedHypothesis, type FollowedSkin } from './follow-skin.ts'
import { followDetail, followDetailNearby } from './follow-detail.ts'
import { NO_EVIDENCE, type DetailEvidence } from './match-detail.ts'
import type { SkinMatch } from './match-skin.ts'

/** A guess after refinement, with the evidence for it. */
export interface RefinedHypothesis {
  readonly source: string
  readonly warp: MeasuringWarp
  /** Matches that move as their neighbours do; where there are hardly any and no skin either, all matches near the warp. */
  readonly inliers: readonly Correspondence[]
  /**
   * Standard deviations of what agrees on the head above chance: of matches in consensus (the face counts little) above what
   * displaced predictions find in the same cells, and of the scalp's finest detail, as two that know nothing of each other.
   */
  readonly confidence: number
  /** The same of the matches in the whole region, so that it counts a wall and clothes at its rim as well. */
  readonly anywhere: number
  /** Cells of 64 px of the scalp that hold more of either than displaced predictions find there. */
  readonly cells: number
  /** The same as a share of all the scalp's cells. */
  readonly coverage: number
  /** How unsure the warp is over the scalp: one standard deviation, root mean square, in after pixels. */
  readonly deviationPx: number
  /** Patches of skin that were found. */
  readonly skin: readonly SkinMatch[]
}

const CELL_PX = 64
/** With this confidence by features, over this share of the scalp, the finest detail is not asked. */
const FEATURES_SUFFICE = 20
const COVERAGE_SUFFICES = 0.5
/**
 * Where they suffice and leave no more doubt than this of where the scalp lies (one standard deviation, in after pixels), skin
 * is followed nearby only.
 */
const DETERMINED_PX = 0.5
/** What the face counts as evidence: eyes and brows look alike on other heads, and a face may move beside its scalp. */
const FACE_SHARE = 0.4
/**
 * Where displaced predictions look: just beyond the circle in which the true match would lie. Along an outline, a collar or
 * an edge of the wall they find as much as the true prediction does, and so take away its weight.
 */
const CHANCE_SHIFTS: readonly Point[] = Array.from({ length: 8 }, (_, i) => [
  28 * Math.cos((i * Math.PI) / 4),
  28 * Math.sin((i * Math.PI) / 4),
])

/**
 * Follows a hypothesis to the skin it leads to, and weighs the evidence for it; where features alone leave no doubt, skin is
 * followed nearby only. A straight one is followed by the finest detail at once.
 */
export function refineHypothesis(
  pair: FeaturePair,
  { source, warp: coarse }: Pick<FollowedHypothesis, 'source' | 'warp'>,
  { isStraight = false } = {},
): RefinedHypothesis {
  const byFeatures = isStraight ? null : refineByFeatures(pair, source, coarse)
  if (byFeatures) return byFeatures
  const followed = isStraight ? { warp: coarse, matches: [] } : followFinely(pair, coarse)
  const { warp, matches, evidence } = followDetail(pair, followed.warp)
  return weigh(pair, source, { warp, matches: matches ?? followed.matches }, evidence)
}

/** Refines a hypothesis whose features determine it and suffice as evidence; else null. */
function refineByFeatures(pair: FeaturePair, source: string, start: MeasuringWarp): RefinedHypothesis | null {
  const inliers = findConsensus(matchAround(pair, start, FINAL_RADIUS_PX), start, {
    radiusPx: FINAL_RADIUS_PX,
  })
  if (!(deviationOf(pair, start, inliers, []) < DETERMINED_PX)) return null
  const refined = weigh(pair, source, followDetailNearby(pair, start), NO_EVIDENCE)
  return doFeaturesSuffice(refined.confidence, refined.coverage) ? refined : null
}

/** The evidence for a warp that skin was followed by. */
function weigh(
  pair: FeaturePair,
  source: string,
  { warp, matches: skin }: FollowedSkin,
  detail: DetailEvidence,
): RefinedHypothesis {
  const near = matchAround(pair, warp, FINAL_RADIUS_PX)
  const consensus = findConsensus(near, warp, { radiusPx: FINAL_RADIUS_PX })
  const isEnough = consensus.length >= FEWEST_IN_CONSENSUS || skin.length > 0
  const inliers = isEnough ? consensus : near.filter((match) => residualOf(warp, match) < 6)
  const evidence = evidenceOf(pair, warp, consensus, detail)
  return { source, warp, inliers, skin, deviationPx: deviationOf(pair, warp, inliers, skin), ...evidence }
}

function deviationOf(
  pair: FeaturePair,
  warp: MeasuringWarp,
  inliers: readonly Correspondence[],
  skin: readonly SkinMatch[],
): number {
  const deviations = warpDeviations(inliers, pair.scalp, {
    initial: warp,
    centre: warp.centre,
    scalePx: warp.scalePx,
    cutoffPx: [8, 8],
    outlines: pair.outlines,
    skin,
  })
  return Math.sqrt(deviations.reduce((sum, value) => sum + value * value, 0) / deviations.length)
}

function doFeaturesSuffice(confidence: number, coverage: number): boolean {
  return confidence >= FEATURES_SUFFICE && coverage >= COVERAGE_SUFFICES
}

/** What agrees against what displaced predictions find in the same cells. */
function evidenceOf(
  pair: FeaturePair,
  warp: MeasuringWarp,
  consensus: readonly Correspondence[],
  detail: DetailEvidence,
): Pick<RefinedHypothesis, 'confidence' | 'anywhere' | 'cells' | 'coverage'> {
  const byChance = new Map<number, number>()
  for (const shift of CHANCE_SHIFTS) {
    const displaced = matchAround(pair, warp, FINAL_RADIUS_PX, shift)
    const found = countByCell(findConsensus(displaced, warp, { radiusPx: FINAL_RADIUS_PX, shift }))
    for (const [cell, count] of found) byChance.set(cell, Math.max(byChance.get(cell) ?? 0, count))
  }
  const covered = new Set<number>()
  const onHead = new Tally()
  const anywhere = new Tally()
  for (const [cell, count] of countByCell(consensus)) {
    const expected = byChance.get(cell) ?? 0
    anywhere.add(count, expected)
    const [x, y] = middleOfCell(cell)
    if (!pair.isCore(x, y)) continue
    const isFace = pair.isFace(x, y)
    onHead.add(count, expected, isFace ? FACE_SHARE : 1)
    if (count > expected && !isFace) covered.add(cell)
  }
  const scalpCells = Math.max(1, scalpCellsOf(pair))
  let { deviations } = onHead
  if (!doFeaturesSuffice(deviations, covered.size / scalpCells)) {
    deviations = Math.hypot(deviations, Math.max(0, detail.deviations))
    for (const [x, y] of detail.agreeing) if (isScalpCell(pair, cellAt(x, y))) covered.add(cellAt(x, y))
  }
  return {
    confidence: deviations,
    anywhere: anywhere.deviations,
    cells: covered.size,
    coverage: covered.size / scalpCells,
  }
}

/** Adds up what was found beyond chance. */
class Tally {
  #above = 0
  #chance = 0

  add(found: number, byChance: number, share = 1): void {
    this.#above += share * Math.max(0, found - byChance)
    this.#chance += share * byChance
  }

  /** Standard deviations above chance. */
  get deviations(): number {
    return this.#above / Math.sqrt(this.#chance + 4)
  }
}

const cellAt = (x: number, y: number): number => Math.floor(y / CELL_PX) * 4096 + Math.floor(x / CELL_PX)

function middleOfCell(cell: number): Point {
  return [((cell % 4096) + 0.5) * CELL_PX, (Math.floor(cell / 4096) + 0.5) * CELL_PX]
}

/** Whether a cell is surely on the head, and not on the face: the scalp is what is compared. */
function isScalpCell(pair: FeaturePair, cell: number): boolean {
  const [x, y] = middleOfCell(cell)
  return pair.isCore(x, y) && !pair.isFace(x, y)
}

function scalpCellsOf(pair: FeaturePair): number {
  let count = 0
  for (let y = 0; y < pair.heightPx; y += CELL_PX) {
    for (let x = 0; x < pair.widthPx; x += CELL_PX) if (isScalpCell(pair, cellAt(x, y))) count++
  }
  return count
}

function countByCell(matches: readonly Correspondence[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { x, y } of matches) {
    const cell = cellAt(x, y)
    counts.set(cell, (counts.get(cell) ?? 0) + 1)
  }
  return counts
}
