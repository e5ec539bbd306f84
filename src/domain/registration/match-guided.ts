import { applyMeasuringWarp, type MeasuringWarp } from '../measuring-warp.ts'
import type { Correspondence } from './correspondence.ts'
import { descriptorTable } from './descriptor-table.ts'
import { roughAngleOf, ROUGH_STEPS_PER_DEGREE, type FeatureGrid } from './feature-grid.ts'
import type { FeatureSet } from './feature-set.ts'
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
/** The same from end to end, in rough angles, with room for their rounding. */
const ROUGH_RANGE = Math.ceil(2 * TURN_TOLERANCE_DEGREES * ROUGH_STEPS_PER_DEGREE) + 2
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
  const { cellPx, columns, start, order, x, y, logSize, angle, roughAngle } = grid
  const { rows, distances, ...table } = descriptorTable(before, after)
  const near = new Int32Array(after.count)
  const winner = new Int32Array(after.count).fill(-1)
  const winnerDistance = new Int32Array(after.count)
  for (let i = 0; i < before.count; i++) {
    const predicted = applyMeasuringWarp(warp, [before.x[i], before.y[i]])
    const px = predicted[0] + shiftX
    const py = predicted[1] + shiftY
    const ownLogSize = table.before.logSizeOf[i] + logScale
    const ownAngle = before.angle[i] + turnDegrees
    const lowest = roughAngleOf(ownAngle - TURN_TOLERANCE_DEGREES) - 1
    const left = Math.max(0, Math.floor((px - radius) / cellPx))
    const right = Math.min(columns - 1, Math.floor((px + radius) / cellPx))
    const top = Math.max(0, Math.floor((py - radius) / cellPx))
    const bottom = Math.min(grid.rows - 1, Math.floor((py + radius) / cellPx))
    let count = 0
    for (let row = top; row <= bottom; row++) {
      const last = start[row * columns + right + 1]
      for (let k = start[row * columns + left]; k < last; k++) {
        // The rough angle first: it leaves out most, and a test that mostly goes one way costs least.
        if (((roughAngle[k] - lowest) & 255) > ROUGH_RANGE) continue
        const dx = x[k] - px
        const dy = y[k] - py
        if (dx * dx + dy * dy > radius * radius) continue
        if (Math.abs(logSize[k] - ownLogSize) > LOG_SCALE_TOLERANCE) continue
        const turn = angle[k] - ownAngle
        const wrapped = turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn
        if (Math.abs(wrapped) > TURN_TOLERANCE_DEGREES) continue
        near[count] = order[k]
        rows[count++] = table.after.rowOf[order[k]]
      }
    }
    if (count === 0) continue
    table.compare(table.before.rowOf[i], count)
    let best = -1
    let bestDistance = 1e9
    let secondDistance = 1e9
    for (let k = 0; k < count; k++) {
      const distance = distances[k]
      if (distance >= secondDistance) continue
      const j = near[k]
      const apartX = best < 0 ? Infinity : after.x[best] - after.x[j]
      const apartY = best < 0 ? Infinity : after.y[best] - after.y[j]
      const isSameSpot = apartX * apartX + apartY * apartY <= SAME_SPOT_PX * SAME_SPOT_PX
      if (distance < bestDistance) {
        if (!isSameSpot) secondDistance = bestDistance
        bestDistance = distance
        best = j
      } else if (!isSameSpot) secondDistance = distance
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
