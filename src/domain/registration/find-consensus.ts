import { applyMeasuringWarp, type MeasuringWarp } from '../measuring-warp.ts'
import type { Point } from '../transform.ts'
import type { Correspondence } from './correspondence.ts'
import { agreementCounter } from './count-agreeing.ts'

/** How the matches were searched, which tells how often chance alone makes two neighbours agree. */
export interface ConsensusOptions {
  readonly radiusPx: number
  readonly shift?: Point
}

const REACH_PX = 90
/** Features nearer than this show the same few pixels, so that their agreement proves nothing. */
const NEAREST_PX = 5
/** Two neighbours agree within this many pixels, and a little more with distance, since heads are curved. */
const TOLERANCE_PX = 1.5
const TOLERANCE_GROWTH = 0.012
/** Standard deviations above chance, and a few neighbours at least. */
const SIGNIFICANCE = 3
const FEWEST_AGREEING = 3

/**
 * The matches that move as their neighbours do. The same skin moves together, whatever the pose; lookalike features of
 * another head do not. A match is kept when more of its neighbours share its residual than chance explains (in the
 * spirit of Bian et al., Grid-based Motion Statistics, 2017).
 */
export function findConsensus(
  matches: readonly Correspondence[],
  warp: MeasuringWarp,
  { radiusPx, shift = [0, 0] }: ConsensusOptions,
): Correspondence[] {
  const sorted = [...matches].sort((a, b) => a.x - b.x)
  const { places, countAgreeing } = agreementCounter(sorted.length)
  sorted.forEach((match, i) => {
    const [u, v] = applyMeasuringWarp(warp, [match.x, match.y])
    places.x[i] = match.x
    places.y[i] = match.y
    places.du[i] = match.u - u - shift[0]
    places.dv[i] = match.v - v - shift[1]
  })
  const { agreeing, byChance } = countAgreeing({
    reachPx: REACH_PX,
    nearestPx: NEAREST_PX,
    tolerancePx: TOLERANCE_PX,
    growth: TOLERANCE_GROWTH,
    radiusPx,
  })
  return sorted.filter(
    (_, i) =>
      agreeing[i] >= Math.max(FEWEST_AGREEING, byChance[i] + SIGNIFICANCE * Math.sqrt(byChance[i]) + 1),
  )
}
