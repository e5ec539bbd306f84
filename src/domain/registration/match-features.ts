import type { Correspondence } from './correspondence.ts'
import { hammingDistance, type FeatureSet } from './feature-set.ts'

/** What is believed about the pair before anything is matched: degrees and a natural logarithm of a scale. */
export interface MatchPrior {
  readonly turnDegrees: number
  readonly turnToleranceDegrees: number
  readonly logScaleTolerance: number
}

/** Second-best over best a match must beat (Lowe, Distinctive Image Features, 2004, section 7.1, loosened: the prior does its part). */
const RATIO = 0.88

/**
 * Pairs features that are each other's nearest, clearly nearer than the second, and agree with the prior on turn and
 * scale. The prior comes before the ratio test, so that a wrong feature elsewhere cannot spoil a right one.
 */
export function matchFeatures(before: FeatureSet, after: FeatureSet, prior: MatchPrior): Correspondence[] {
  const byAngle = sortByAngle(after)
  const logBefore = Float32Array.from(before.size, Math.log)
  const logAfter = Float32Array.from(after.size, Math.log)
  const matches: Correspondence[] = []
  for (let i = 0; i < before.count; i++) {
    let best = -1
    let bestDistance = 1e9
    let secondDistance = 1e9
    for (const [start, end] of angleRanges(byAngle.angles, before.angle[i] + prior.turnDegrees, prior)) {
      for (let k = start; k < end; k++) {
        const j = byAngle.order[k]
        if (Math.abs(logAfter[j] - logBefore[i]) > prior.logScaleTolerance) continue
        const distance = hammingDistance(before, i, after, j, secondDistance)
        if (distance < bestDistance) {
          secondDistance = bestDistance
          bestDistance = distance
          best = j
        } else if (distance < secondDistance) secondDistance = distance
      }
    }
    if (best < 0 || bestDistance >= RATIO * secondDistance) continue
    if (!isNearest(before, after, best, i, bestDistance, { logBefore, logAfter, prior })) continue
    matches.push({ x: before.x[i], y: before.y[i], u: after.x[best], v: after.y[best] })
  }
  return matches
}

/** Whether feature `i` of the before photo is the nearest to feature `j` of the after photo. */
function isNearest(
  before: FeatureSet,
  after: FeatureSet,
  j: number,
  i: number,
  distance: number,
  { logBefore, logAfter, prior }: { logBefore: Float32Array; logAfter: Float32Array; prior: MatchPrior },
): boolean {
  for (let k = 0; k < before.count; k++) {
    if (k === i || Math.abs(logAfter[j] - logBefore[k]) > prior.logScaleTolerance) continue
    const turn = after.angle[j] - before.angle[k] - prior.turnDegrees
    if (Math.abs(turn - 360 * Math.round(turn / 360)) > prior.turnToleranceDegrees) continue
    if (hammingDistance(before, k, after, j, distance) < distance) return false
  }
  return true
}

function sortByAngle(features: FeatureSet): { order: Int32Array; angles: Float32Array } {
  const order = Int32Array.from({ length: features.count }, (_, i) => i).sort(
    (a, b) => features.angle[a] - features.angle[b],
  )
  return { order, angles: Float32Array.from(order, (i) => features.angle[i]) }
}

/** The one or two index ranges of sorted angles (0 to 360) within tolerance of `centre`. */
function angleRanges(angles: Float32Array, centre: number, prior: MatchPrior): [number, number][] {
  const low = (((centre - prior.turnToleranceDegrees) % 360) + 360) % 360
  const high = low + 2 * prior.turnToleranceDegrees
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
