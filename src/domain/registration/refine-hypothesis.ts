import { applyMeasuringWarp, type MeasuringWarp } from '../measuring-warp.ts'
import { applyTransform, type Matrix3, type Point } from '../transform.ts'
import type { Correspondence } from './correspondence.ts'
import type { FeatureGrid } from './feature-grid.ts'
import type { FeatureSet } from './feature-set.ts'
import { findConsensus } from './find-consensus.ts'
import { fitHeadWarp, warpDeviations } from './fit-head-warp.ts'
import { fitRobust } from './fit-robust.ts'
import { transferError } from './fit-transform.ts'
import { matchGuided } from './match-guided.ts'
import { outlineAgreement, type OutlinePair } from './match-outline.ts'
import { planeWarp } from './plane-warp.ts'
import { transformShape, isPlausible } from './plausible-transform.ts'
import { ransacSimilarity } from './ransac-similarity.ts'

/** Two photos ready to be matched: before features inside the head region only. */
export interface FeaturePair {
  readonly before: FeatureSet
  readonly after: FeatureSet
  readonly afterGrid: FeatureGrid
  readonly widthPx: number
  readonly heightPx: number
  /** The middle of the head in the before photo. */
  readonly headCentre: Point
  /** Whether a place of the before photo is surely head, and not the wall or clothes beside it. */
  readonly isCore: (x: number, y: number) => boolean
  /** Both heads' outlines, where both are known. */
  readonly outlines: OutlinePair | null
  /** Places spread over what is compared, where the warp must be sure. */
  readonly scalp: readonly Point[]
}

/** A guess led to where features agree with it, not yet bent. */
export interface RoughHypothesis {
  readonly source: string
  readonly transform: Matrix3
  readonly warp: MeasuringWarp
  /** Evidence for ranking guesses of one pair among each other. */
  readonly score: number
}

/** A guess after refinement, with the evidence for it. */
export interface RefinedHypothesis {
  readonly source: string
  readonly warp: MeasuringWarp
  /** Matches that move as their neighbours do; where there are hardly any, all matches near the warp. */
  readonly inliers: readonly Correspondence[]
  /** Standard deviations of the matches in consensus above what displaced predictions find in the same cells. */
  readonly confidence: number
  /** Cells of 64 px of the before photo that hold more matches in consensus than displaced predictions find there. */
  readonly cells: number
  /** Those of the cells that are surely on the head. */
  readonly coreCells: number
  /** Which share of the head's outline lies on the other photo's; 0 where it is not known. */
  readonly outlineShare: number
  /** How unsure the warp is over the scalp: one standard deviation, root mean square, in after pixels. */
  readonly deviationPx: number
}

/** What a match beside the surely-head counts: the wall of the same room matches as well as skin, and must not decide. */
const RIM_WEIGHT = 0.3
const OUTLINE_TOLERANCE_PX = 10
/** What outlines that meet everywhere count among guesses of one pair: little beside skin that matches. */
const OUTLINE_SCORE = 6
const FEWEST_MATCHES = 12
/** With fewer matches in consensus all matches are listened to. */
const FEWEST_IN_CONSENSUS = 14
const FINAL_RADIUS_PX = 14
const CELL_PX = 64
/**
 * Where displaced predictions look: just beyond the circle in which the true match would lie. Along an outline, a collar or
 * an edge of the wall they find as much as the true prediction does, and so take away its weight.
 */
const CHANCE_SHIFTS: readonly Point[] = Array.from({ length: 8 }, (_, i) => [
  28 * Math.cos((i * Math.PI) / 4),
  28 * Math.sin((i * Math.PI) / 4),
])

/** Leads a first guess to a robust affine transform by guided matching in shrinking circles; null where nothing holds. */
export function roughlyRefine(pair: FeaturePair, source: string, initial: Matrix3): RoughHypothesis | null {
  const { widthPx, heightPx } = pair
  const wide = matchAround(pair, plane(pair, initial), 56)
  if (wide.length < FEWEST_MATCHES) return null
  const { turnDegrees } = transformShape(initial, pair.headCentre)
  // Where skin changed too much to match, the outline knows better than the few matches there are.
  const isOutline = source === 'head-outline'
  const start = isOutline ? initial : followMatches(pair, wide, turnDegrees)
  if (!start) return null
  const warp = bend(pair, plane(pair, start), 28)
  if (!warp || !isPlausible(warp.beforeToAfter, widthPx, heightPx)) return null
  const near = matchAround(pair, warp, FINAL_RADIUS_PX)
  const consensus = findConsensus(near, warp, { radiusPx: FINAL_RADIUS_PX })
  const loose = weigh(
    pair,
    near.filter((match) => residual(warp, match) < 6),
  )
  // Matches spread evenly over the circle would put 18 % within six pixels.
  const expected = weigh(pair, near) * 0.184
  const share = pair.outlines ? outlineAgreement(pair.outlines, warp, OUTLINE_TOLERANCE_PX) : 0
  const score =
    weigh(pair, consensus) / 2 + (loose - expected) / Math.sqrt(expected + 4) + OUTLINE_SCORE * share
  return { source, transform: isOutline ? warp.beforeToAfter : start, warp, score }
}

/** The robust affine transform around the similarity most matches agree on. */
function followMatches(
  pair: FeaturePair,
  matches: readonly Correspondence[],
  turnDegrees: number,
): Matrix3 | null {
  const vote = voteForHead(pair, matches, turnDegrees)
  if (!vote) return null
  const weights = matches.map((match) => weightOf(pair, match))
  return fitRobust('affine', matches, { initial: vote, cutoffPx: 28, weights }) ?? vote
}

/** The similarity most matches agree on, where the head's own matches have the say. */
function voteForHead(
  pair: FeaturePair,
  matches: readonly Correspondence[],
  turnDegrees: number,
): Matrix3 | null {
  const core = matches.filter(({ x, y }) => pair.isCore(x, y))
  const options = { thresholdPx: 14, rounds: 600, turnDegrees }
  const votes = [ransacSimilarity(matches, options), ransacSimilarity(core, options)].flatMap((vote) =>
    vote ? [vote.transform] : [],
  )
  const support = (transform: Matrix3) =>
    weigh(
      pair,
      matches.filter((match) => transferError(transform, match) < options.thresholdPx),
    )
  return votes.sort((a, b) => support(b) - support(a))[0] ?? null
}

function weightOf(pair: FeaturePair, { x, y }: Correspondence): number {
  return pair.isCore(x, y) ? 1 : RIM_WEIGHT
}

function weigh(pair: FeaturePair, matches: readonly Correspondence[]): number {
  return matches.reduce((sum, match) => sum + weightOf(pair, match), 0)
}

/** Follows the head from a rough hypothesis and weighs the evidence. */
export function refineHypothesis(pair: FeaturePair, rough: RoughHypothesis): RefinedHypothesis {
  let { warp } = rough
  for (const radiusPx of [20, FINAL_RADIUS_PX, FINAL_RADIUS_PX]) warp = bend(pair, warp, radiusPx) ?? warp
  const near = matchAround(pair, warp, FINAL_RADIUS_PX)
  const consensus = findConsensus(near, warp, { radiusPx: FINAL_RADIUS_PX })
  const counts = countByCell(consensus)
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
  for (const [cell, count] of counts) {
    const expected = byChance.get(cell) ?? 0
    above += Math.max(0, count - expected)
    chance += expected
    if (count <= expected) continue
    cells++
    if (pair.isCore(((cell % 4096) + 0.5) * CELL_PX, (Math.floor(cell / 4096) + 0.5) * CELL_PX)) coreCells++
  }
  const inliers =
    consensus.length >= FEWEST_IN_CONSENSUS ? consensus : near.filter((match) => residual(warp, match) < 6)
  const deviations = warpDeviations(inliers, pair.scalp, {
    initial: warp,
    centre: warp.centre,
    scalePx: warp.scalePx,
    cutoffPx: [8, 8],
    outlines: pair.outlines,
  })
  return {
    source: rough.source,
    warp,
    inliers,
    outlineShare: pair.outlines ? outlineAgreement(pair.outlines, warp, OUTLINE_TOLERANCE_PX) : 0,
    deviationPx: Math.sqrt(deviations.reduce((sum, value) => sum + value * value, 0) / deviations.length),
    confidence: above / Math.sqrt(chance + 4),
    cells,
    coreCells,
  }
}

function countByCell(matches: readonly Correspondence[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { x, y } of matches) {
    const cell = Math.floor(y / CELL_PX) * 4096 + Math.floor(x / CELL_PX)
    counts.set(cell, (counts.get(cell) ?? 0) + 1)
  }
  return counts
}

/** Refits the warp to the matches around it: to those in consensus where there are enough, else to all. */
function bend(pair: FeaturePair, warp: MeasuringWarp, radiusPx: number): MeasuringWarp | null {
  const all = matchAround(pair, warp, radiusPx)
  const consensus = findConsensus(all, warp, { radiusPx })
  const listened = consensus.length >= FEWEST_IN_CONSENSUS ? consensus : all
  return fitHeadWarp(listened, {
    initial: warp,
    centre: warp.centre,
    scalePx: warp.scalePx,
    cutoffPx: [radiusPx * 1.3, Math.max(8, radiusPx * 0.6)],
    trust: listened.map((match) => weightOf(pair, match)),
    outlines: pair.outlines,
  })
}

function matchAround(
  pair: FeaturePair,
  warp: MeasuringWarp,
  radiusPx: number,
  shift?: Point,
): Correspondence[] {
  return matchGuided(
    pair.before,
    pair.after,
    pair.afterGrid,
    warp,
    shift ? { radiusPx, shift } : { radiusPx },
  )
}

function plane({ headCentre, widthPx, heightPx }: FeaturePair, transform: Matrix3): MeasuringWarp {
  return planeWarp(transform, headCentre, Math.max(widthPx, heightPx) / 2)
}

function residual(warp: MeasuringWarp, match: Correspondence): number {
  const [u, v] = applyMeasuringWarp(warp, [match.x, match.y])
  return Math.hypot(u - match.u, v - match.v)
}

/** Whether two rough guesses put the head in the same place, within ten pixels on average. */
export function doAgree(a: RoughHypothesis, b: RoughHypothesis, pair: FeaturePair): boolean {
  const reach = Math.min(pair.widthPx, pair.heightPx) * 0.15
  const [x, y] = pair.headCentre
  const places: Point[] = [
    [x, y],
    [x - reach, y - reach],
    [x + reach, y - reach],
    [x - reach, y + reach],
    [x + reach, y + reach],
  ]
  let sum = 0
  for (const place of places) {
    const left = applyTransform(a.transform, place)
    const right = applyTransform(b.transform, place)
    sum += Math.hypot(left[0] - right[0], left[1] - right[1])
  }
  return sum / places.length < 10
}
