import { applyMeasuringWarp, type MeasuringWarp } from '../measuring-warp.ts'
import type { Point } from '../transform.ts'
import type { Correspondence } from './correspondence.ts'

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
  const n = sorted.length
  const x = Float64Array.from(sorted, (match) => match.x)
  const y = Float64Array.from(sorted, (match) => match.y)
  const du = new Float64Array(n)
  const dv = new Float64Array(n)
  sorted.forEach((match, i) => {
    const [u, v] = applyMeasuringWarp(warp, [match.x, match.y])
    du[i] = match.u - u - shift[0]
    dv[i] = match.v - v - shift[1]
  })
  const agreeing = new Int32Array(n)
  const byChance = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n && x[j] - x[i] < REACH_PX; j++) {
      const dx = x[j] - x[i]
      const dy = y[j] - y[i]
      const squared = dx * dx + dy * dy
      if (squared > REACH_PX * REACH_PX || squared < NEAREST_PX * NEAREST_PX) continue
      const tolerance = TOLERANCE_PX + TOLERANCE_GROWTH * Math.sqrt(squared)
      const chance = Math.min(1, (tolerance * tolerance) / (radiusPx * radiusPx))
      byChance[i] += chance
      byChance[j] += chance
      const across = du[j] - du[i]
      const down = dv[j] - dv[i]
      if (across * across + down * down < tolerance * tolerance) {
        agreeing[i]++
        agreeing[j]++
      }
    }
  }
  return sorted.filter(
    (_, i) =>
      agreeing[i] >= Math.max(FEWEST_AGREEING, byChance[i] + SIGNIFICANCE * Math.sqrt(byChance[i]) + 1),
  )
}
