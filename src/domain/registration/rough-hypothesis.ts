import type { MeasuringWarp } from '../measuring-warp.ts'
import { applyTransform, type Matrix3, type Point } from '../transform.ts'
import { bendToFeatures, FINAL_RADIUS_PX } from './bend-warp.ts'
import type { Correspondence } from './correspondence.ts'
import { matchAround, residualOf, weigh, weightOf, type FeaturePair } from './feature-pair.ts'
import { findConsensus } from './find-consensus.ts'
import { fitRobust } from './fit-robust.ts'
import { transferError } from './fit-transform.ts'
import { outlineAgreement, OUTLINE_TOLERANCE_PX } from './match-outline.ts'
import { planeWarp } from './plane-warp.ts'
import { isPlausible, transformShape } from './plausible-transform.ts'
import { ransacSimilarity } from './ransac-similarity.ts'

/** A guess led to where features agree with it, not yet bent. */
export interface RoughHypothesis {
  readonly source: string
  readonly transform: Matrix3
  readonly warp: MeasuringWarp
  /** Evidence for ranking guesses of one pair among each other. */
  readonly score: number
}

/** What outlines that meet everywhere count among guesses of one pair: little beside skin that matches. */
const OUTLINE_SCORE = 6
const FEWEST_MATCHES = 12
const WIDE_RADIUS_PX = 56

/** Leads a first guess to a robust affine transform by guided matching in shrinking circles; null where nothing holds. */
export function roughlyRefine(pair: FeaturePair, source: string, initial: Matrix3): RoughHypothesis | null {
  const { widthPx, heightPx } = pair
  const wide = matchAround(pair, plane(pair, initial), WIDE_RADIUS_PX)
  if (wide.length < FEWEST_MATCHES) return null
  const { turnDegrees } = transformShape(initial, pair.headCentre)
  // Where skin changed too much to match, the outline knows better than the few matches there are.
  const isOutline = source === 'head-outline'
  const start = isOutline ? initial : followMatches(pair, wide, turnDegrees)
  if (!start) return null
  const warp = bendToFeatures(pair, plane(pair, start), 28)
  if (!warp || !isPlausible(warp.beforeToAfter, widthPx, heightPx)) return null
  const near = matchAround(pair, warp, FINAL_RADIUS_PX)
  const consensus = findConsensus(near, warp, { radiusPx: FINAL_RADIUS_PX })
  const loose = weigh(
    pair,
    near.filter((match) => residualOf(warp, match) < 6),
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

function plane({ frame }: FeaturePair, transform: Matrix3): MeasuringWarp {
  return planeWarp(transform, frame.centre, frame.scalePx)
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
