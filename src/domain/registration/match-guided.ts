import type { MeasuringWarp } from '../measuring-warp.ts'
import type { Correspondence } from './correspondence.ts'
import type { FeatureGrid } from './feature-grid.ts'
import type { FeatureSet } from './feature-set.ts'
import { guidedSearcher } from './guided-search.ts'
import { localTurnAndScale } from './local-turn.ts'

/** Where to look for a feature, and how sure a match must be. */
export interface GuidedSearch {
  readonly radiusPx: number
  /** Moves every prediction; used to learn how many matches chance alone gives. */
  readonly shift?: readonly [number, number]
}

/** Differing bits, of 486, above which two AKAZE descriptors say nothing about each other. */
const WORST_DISTANCE = 190
const RATIO = 0.92
const LOG_SCALE_TOLERANCE = 0.45
const TURN_TOLERANCE_DEGREES = 25
/** Two features this near describe the same spot, so they do not compete in the ratio test. */
const SAME_SPOT_PX = 6

/**
 * Matches features near where the warp predicts them: one to one, clearly better than the second candidate within
 * the radius, with the turn and scale the warp has there.
 */
export function matchGuided(
  before: FeatureSet,
  after: FeatureSet,
  grid: FeatureGrid,
  warp: MeasuringWarp,
  search: GuidedSearch,
): Correspondence[] {
  const found = guidedSearcher(before, after, grid).search({
    ...localTurnAndScale(warp, warp.centre),
    warp,
    shift: search.shift ?? [0, 0],
    radiusPx: search.radiusPx,
    turnToleranceDegrees: TURN_TOLERANCE_DEGREES,
    logScaleTolerance: LOG_SCALE_TOLERANCE,
    sameSpotPx: SAME_SPOT_PX,
  })
  const winners = new Int32Array(after.count).fill(-1)
  chooseWinners(found, grid.order, winners)
  return matchesOf(before, after, winners)
}

// Loops of their own: together with the search they were compiled again and again in every thread.

/** Of the features that chose the same one, the nearest to it. */
function chooseWinners(found: Int32Array, order: Int32Array, winners: Int32Array): void {
  const distances = new Int32Array(winners.length)
  for (let i = 0, at = 0; at < found.length; i++, at += 3) {
    const place = found[at]
    const distance = found[at + 1]
    if (place < 0 || distance >= WORST_DISTANCE || distance >= RATIO * found[at + 2]) continue
    const best = order[place]
    if (winners[best] >= 0 && distances[best] <= distance) continue
    winners[best] = i
    distances[best] = distance
  }
}

function matchesOf(before: FeatureSet, after: FeatureSet, winners: Int32Array): Correspondence[] {
  const matches: Correspondence[] = []
  for (let j = 0; j < winners.length; j++) {
    const i = winners[j]
    if (i >= 0) matches.push({ x: before.x[i], y: before.y[i], u: after.x[j], v: after.y[j] })
  }
  return matches
}
