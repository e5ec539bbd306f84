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
  const { rows, distances, ...table } = descriptorTable(before, after)
  const near = new Int32Array(after.count)
  const winner = new Int32Array(after.count).fill(-1)
  const winnerDistance = new Int32Array(after.count)
  const found: Nearest = { best: -1, distance: 0, second: 0 }
  for (let i = 0; i < before.count; i++) {
    const [u, v] = applyMeasuringWarp(warp, [before.x[i], before.y[i]])
    const wanted = {
      x: u + shiftX,
      y: v + shiftY,
      radius,
      logSize: table.before.logSizeOf[i] + logScale,
      angle: before.angle[i] + turnDegrees,
    }
    const count = collectNear(grid, wanted, near)
    if (count === 0) continue
    for (let k = 0; k < count; k++) rows[k] = table.after.rowOf[near[k]]
    table.compare(table.before.rowOf[i], count)
    chooseNearest(after, near, distances, count, found)
    const { best, distance, second } = found
    if (best < 0 || distance >= WORST_DISTANCE || distance >= RATIO * second) continue
    if (winner[best] >= 0 && winnerDistance[best] <= distance) continue
    winner[best] = i
    winnerDistance[best] = distance
  }
  const matches: Correspondence[] = []
  for (let j = 0; j < after.count; j++) {
    const i = winner[j]
    if (i >= 0) matches.push({ x: before.x[i], y: before.y[i], u: after.x[j], v: after.y[j] })
  }
  return matches
}

/** Where a feature is predicted in the after photo, how far around it is looked for, and the size and angle it has there. */
interface Wanted {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly logSize: number
  readonly angle: number
}

// The loops below are functions of their own, and short: within the loop over all features they were compiled again and
// again, each time for the inner loop alone.

/** Writes the features around a place to `near`, and answers how many there are. */
function collectNear(grid: FeatureGrid, wanted: Wanted, near: Int32Array): number {
  const { cellPx, columns, start } = grid
  const { x, y, radius } = wanted
  const left = Math.max(0, Math.floor((x - radius) / cellPx))
  const right = Math.min(columns - 1, Math.floor((x + radius) / cellPx))
  const top = Math.max(0, Math.floor((y - radius) / cellPx))
  const bottom = Math.min(grid.rows - 1, Math.floor((y + radius) / cellPx))
  let count = 0
  for (let row = top; row <= bottom; row++) {
    const first = start[row * columns + left]
    count = collectBetween(grid, wanted, first, start[row * columns + right + 1], near, count)
  }
  return count
}

/** Goes on with the features of a grid from `first` to before `end`. */
function collectBetween(
  { x, y, logSize, angle, roughAngle, order }: FeatureGrid,
  wanted: Wanted,
  first: number,
  end: number,
  near: Int32Array,
  before: number,
): number {
  const reach = wanted.radius * wanted.radius
  const lowest = roughAngleOf(wanted.angle - TURN_TOLERANCE_DEGREES) - 1
  let count = before
  for (let k = first; k < end; k++) {
    // The rough angle first: it leaves out most, and a test that mostly goes one way costs least.
    if (((roughAngle[k] - lowest) & 255) > ROUGH_RANGE) continue
    const dx = x[k] - wanted.x
    const dy = y[k] - wanted.y
    if (dx * dx + dy * dy > reach) continue
    if (Math.abs(logSize[k] - wanted.logSize) > LOG_SCALE_TOLERANCE) continue
    const turn = angle[k] - wanted.angle
    const wrapped = turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn
    if (Math.abs(wrapped) > TURN_TOLERANCE_DEGREES) continue
    near[count++] = order[k]
  }
  return count
}

/** The nearest feature, -1 where there is none, in how many bits it differs, and in how many the next one of another spot. */
interface Nearest {
  best: number
  distance: number
  second: number
}

function chooseNearest(
  { x, y }: FeatureSet,
  near: Int32Array,
  distances: Int32Array,
  count: number,
  found: Nearest,
): void {
  let best = -1
  let bestDistance = 1e9
  let secondDistance = 1e9
  for (let k = 0; k < count; k++) {
    const distance = distances[k]
    if (distance >= secondDistance) continue
    const j = near[k]
    const apartX = best < 0 ? Infinity : x[best] - x[j]
    const apartY = best < 0 ? Infinity : y[best] - y[j]
    const isSameSpot = apartX * apartX + apartY * apartY <= SAME_SPOT_PX * SAME_SPOT_PX
    if (distance < bestDistance) {
      if (!isSameSpot) secondDistance = bestDistance
      bestDistance = distance
      best = j
    } else if (!isSameSpot) secondDistance = distance
  }
  found.best = best
  found.distance = bestDistance
  found.second = secondDistance
}
