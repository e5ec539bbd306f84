import type { Correspondence } from './correspondence.ts'
import {
  descriptorTable,
  ROW_BYTES,
  type DescriptorRows,
  type DescriptorSize,
  type DescriptorTable,
} from './descriptor-table.ts'
import type { FeatureSet } from './feature-set.ts'

/** What is believed about the pair before anything is matched: degrees and a natural logarithm of a scale. */
export interface MatchPrior {
  readonly turnDegrees: number
  readonly turnToleranceDegrees: number
  readonly logScaleTolerance: number
}

/** Second-best over best a match must beat (Lowe, Distinctive Image Features, 2004, section 7.1, loosened: the prior does its part). */
const RATIO = 0.88
/** More than any descriptors differ. */
const NOTHING_FOUND = 1e9

/**
 * Pairs features that are each other's nearest, clearly nearer than the second, and agree with the prior on turn and
 * scale. The prior comes before the ratio test, so that a wrong feature elsewhere cannot spoil a right one.
 */
export function matchFeatures(before: FeatureSet, after: FeatureSet, prior: MatchPrior): Correspondence[] {
  const table = descriptorTable(before, after)
  const matches: Correspondence[] = []
  for (let i = 0; i < before.count; i++) {
    const j = partnerOf(table, before, after, i, prior)
    if (j >= 0) matches.push({ x: before.x[i], y: before.y[i], u: after.x[j], v: after.y[j] })
  }
  return matches
}

/** The feature that is this one's nearest and has it for its own nearest; -1 where there is none. */
function partnerOf(
  table: DescriptorTable,
  before: FeatureSet,
  after: FeatureSet,
  i: number,
  prior: MatchPrior,
): number {
  const { nearest } = table
  const row = table.before.rowOf[i]
  search(table, { row, angle: before.angle[i] + prior.turnDegrees, size: before.size[i] }, table.after, prior)
  const [distance, found, second] = [nearest[0], nearest[1], nearest[2]]
  if (distance >= RATIO * second) return -1
  const j = table.after.order[(found - table.after.start) / ROW_BYTES]
  const back = { row: found, angle: after.angle[j] - prior.turnDegrees, size: after.size[j] }
  search(table, back, table.before, prior)
  return nearest[0] < distance ? -1 : j
}

/** A feature that is looked for: its row, the angle it has in the other photo, and its size. */
interface Query {
  readonly row: number
  readonly angle: number
  readonly size: number
}

/** Finds the nearest two of the features that agree with the prior. */
function search(
  table: DescriptorTable,
  { row, angle, size }: Query,
  { angles, sizes, start }: DescriptorRows,
  { turnToleranceDegrees, logScaleTolerance }: MatchPrior,
): void {
  table.nearest[0] = NOTHING_FOUND
  table.nearest[2] = NOTHING_FOUND
  const logSize = Math.fround(Math.log(size))
  const low = (((angle - turnToleranceDegrees) % 360) + 360) % 360
  const high = low + 2 * turnToleranceDegrees
  for (const group of sizes) {
    if (Math.abs(group.logSize - logSize) > logScaleTolerance) continue
    const from = firstFrom(angles, low, group)
    const to = high >= 360 ? group.end : firstAbove(angles, high, group)
    table.searchOn(row, start + ROW_BYTES * from, start + ROW_BYTES * to)
    if (high < 360) continue
    // Beyond a whole turn the angles begin anew, and no row is looked at twice.
    const beyond = Math.min(from, firstAbove(angles, high - 360, group))
    table.searchOn(row, start + ROW_BYTES * group.first, start + ROW_BYTES * beyond)
  }
}

/** The first row of a size whose angle is at least `value`. */
function firstFrom(angles: Float32Array, value: number, { first, end }: DescriptorSize): number {
  let [low, high] = [first, end]
  while (low < high) {
    const middle = (low + high) >> 1
    if (angles[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}

/** The first row of a size whose angle is greater than `value`. */
function firstAbove(angles: Float32Array, value: number, { first, end }: DescriptorSize): number {
  let [low, high] = [first, end]
  while (low < high) {
    const middle = (low + high) >> 1
    if (angles[middle] <= value) low = middle + 1
    else high = middle
  }
  return low
}
