import { applyMeasuringWarp, type MeasuringWarp } from '../measuring-warp.ts'
import type { Correspondence } from './correspondence.ts'
import type { FeatureGrid } from './feature-grid.ts'
import { hammingDistance, type FeatureSet } from './feature-set.ts'
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
  const { turnDegrees, logScale } = localTurnAndScale(warp, warp.centre)
  const radius = search.radiusPx
  const [shiftX, shiftY] = search.shift ?? [0, 0]
  const winner = new Int32Array(after.count).fill(-1)
  const winnerDistance = new Float64Array(after.count)
  for (let i = 0; i < before.count; i++) {
    const predicted = applyMeasuringWarp(warp, [before.x[i], before.y[i]])
    const px = predicted[0] + shiftX
    const py = predicted[1] + shiftY
    const logSize = Math.log(before.size[i]) + logScale
    const angle = before.angle[i] + turnDegrees
    const left = Math.max(0, Math.floor((px - radius) / grid.cellPx))
    const right = Math.min(grid.columns - 1, Math.floor((px + radius) / grid.cellPx))
    const top = Math.max(0, Math.floor((py - radius) / grid.cellPx))
    const bottom = Math.min(grid.rows - 1, Math.floor((py + radius) / grid.cellPx))
    let best = -1
    let bestDistance = 1e9
    let secondDistance = 1e9
    for (let row = top; row <= bottom; row++) {
      const first = grid.start[row * grid.columns + left]
      const last = grid.start[row * grid.columns + right + 1]
      for (let k = first; k < last; k++) {
        const j = grid.order[k]
        const dx = after.x[j] - px
        const dy = after.y[j] - py
        if (dx * dx + dy * dy > radius * radius) continue
        if (Math.abs(Math.log(after.size[j]) - logSize) > LOG_SCALE_TOLERANCE) continue
        const turn = after.angle[j] - angle
        if (Math.abs(turn - 360 * Math.round(turn / 360)) > TURN_TOLERANCE_DEGREES) continue
        const distance = hammingDistance(before, i, after, j, secondDistance)
        if (distance >= secondDistance) continue
        const isSameSpot =
          best >= 0 && Math.hypot(after.x[best] - after.x[j], after.y[best] - after.y[j]) <= SAME_SPOT_PX
        if (distance < bestDistance) {
          if (!isSameSpot) secondDistance = bestDistance
          bestDistance = distance
          best = j
        } else if (!isSameSpot) secondDistance = distance
      }
    }
    if (best < 0 || bestDistance >= WORST_DISTANCE || bestDistance >= RATIO * secondDistance) continue
    if (winner[best] >= 0 && winnerDistance[best] <= bestDistance) continue
    winner[best] = i
    winnerDistance[best] = bestDistance
  }
  const matches: Correspondence[] = []
  for (let j = 0; j < after.count; j++) {
    const i = winner[j]
    if (i >= 0) matches.push({ x: before.x[i], y: before.y[i], u: after.x[j], v: after.y[j] })
  }
  return matches
}
