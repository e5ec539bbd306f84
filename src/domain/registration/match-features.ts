import type { Correspondence } from './correspondence.ts'
import { descriptorTable, ROW_BYTES, type DescriptorTable } from './descriptor-table.ts'
import type { FeatureSet } from './feature-set.ts'

/** What is believed about the pair before anything is matched: degrees and a natural logarithm of a scale. */
export interface MatchPrior {
  readonly turnDegrees: number
  readonly turnToleranceDegrees: number
  readonly logScaleTolerance: number
}

/** Second-best over best a match must beat (Lowe, Distinctive Image Features, 2004, section 7.1, loosened: the prior does its part). */
const RATIO = 0.88
/** Rounding must not leave out what lies right at the end of a range: it is looked at more closely. */
const RANGE_MARGIN_DEGREES = 0.01

interface Matching {
  readonly before: FeatureSet
  readonly after: FeatureSet
  readonly table: DescriptorTable
  readonly byAngle: { readonly before: ByAngle; readonly after: ByAngle }
}

/**
 * Pairs features that are each other's nearest, clearly nearer than the second, and agree with the prior on turn and
 * scale. The prior comes before the ratio test, so that a wrong feature elsewhere cannot spoil a right one.
 */
export function matchFeatures(before: FeatureSet, after: FeatureSet, prior: MatchPrior): Correspondence[] {
  const table = descriptorTable(before, after)
  const byAngle = { before: sortByAngle(before), after: sortByAngle(after) }
  const matching = { before, after, table, byAngle }
  const { angles, logSizes, order } = byAngle.after
  const candidates = new Int32Array(after.count)
  const matches: Correspondence[] = []
  for (let i = 0; i < before.count; i++) {
    const logSize = Math.fround(Math.log(before.size[i]))
    const centre = before.angle[i] + prior.turnDegrees
    let count = 0
    for (const [start, end] of angleRanges(angles, centre, prior.turnToleranceDegrees)) {
      for (let k = start; k < end; k++) {
        if (Math.abs(logSizes[k] - logSize) > prior.logScaleTolerance) continue
        candidates[count] = order[k]
        table.rows[count++] = table.after + ROW_BYTES * order[k]
      }
    }
    table.compare(table.before + ROW_BYTES * i, count)
    let best = -1
    let bestDistance = 1e9
    let secondDistance = 1e9
    for (let k = 0; k < count; k++) {
      const distance = table.distances[k]
      if (distance < bestDistance) {
        secondDistance = bestDistance
        bestDistance = distance
        best = candidates[k]
      } else if (distance < secondDistance) secondDistance = distance
    }
    if (best < 0 || bestDistance >= RATIO * secondDistance) continue
    if (!isNearest(matching, best, i, bestDistance, prior)) continue
    matches.push({ x: before.x[i], y: before.y[i], u: after.x[best], v: after.y[best] })
  }
  return matches
}

/** Whether feature `i` of the before photo is the nearest to feature `j` of the after photo. */
function isNearest(
  { after, table, byAngle }: Matching,
  j: number,
  i: number,
  distance: number,
  prior: MatchPrior,
): boolean {
  const { angles, logSizes, order } = byAngle.before
  const angle = after.angle[j]
  const logSize = Math.fround(Math.log(after.size[j]))
  const reach = prior.turnToleranceDegrees + RANGE_MARGIN_DEGREES
  let count = 0
  for (const [start, end] of angleRanges(angles, angle - prior.turnDegrees, reach)) {
    for (let k = start; k < end; k++) {
      if (order[k] === i || Math.abs(logSize - logSizes[k]) > prior.logScaleTolerance) continue
      const turn = angle - angles[k] - prior.turnDegrees
      if (Math.abs(turn - 360 * Math.round(turn / 360)) > prior.turnToleranceDegrees) continue
      table.rows[count++] = table.before + ROW_BYTES * order[k]
    }
  }
  table.compare(table.after + ROW_BYTES * j, count)
  for (let k = 0; k < count; k++) if (table.distances[k] < distance) return false
  return true
}

/** Features in the order of their angles, 0 to 360. */
interface ByAngle {
  readonly order: Int32Array
  readonly angles: Float32Array
  readonly logSizes: Float32Array
}

function sortByAngle(features: FeatureSet): ByAngle {
  const order = Int32Array.from({ length: features.count }, (_, i) => i).sort(
    (a, b) => features.angle[a] - features.angle[b],
  )
  return {
    order,
    angles: Float32Array.from(order, (i) => features.angle[i]),
    logSizes: Float32Array.from(order, (i) => Math.log(features.size[i])),
  }
}

/** The one or two index ranges of sorted angles (0 to 360) within `reach` of `centre`. */
function angleRanges(angles: Float32Array, centre: number, reach: number): [number, number][] {
  const low = (((centre - reach) % 360) + 360) % 360
  const high = low + 2 * reach
  if (high - low >= 360) return [[0, angles.length]]
  const first: [number, number] = [lowerBound(angles, low), lowerBound(angles, high)]
  return high <= 360 ? [first] : [first, [0, lowerBound(angles, high - 360)]]
}

function lowerBound(sorted: Float32Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}
