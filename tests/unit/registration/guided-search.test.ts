import { expect, it } from 'vitest'
import { applyMeasuringWarp, type MeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import { buildFeatureGrid, type FeatureGrid } from '../../../src/domain/registration/feature-grid.ts'
import type { FeatureSet } from '../../../src/domain/registration/feature-set.ts'
import { guidedSearcher, type Prediction } from '../../../src/domain/registration/guided-search.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'

const WORDS = 16

function plantFeatures(count: number, seed: number): FeatureSet {
  const random = seededRandom(seed)
  const column = (low: number, high: number) =>
    Float32Array.from({ length: count }, () => low + (high - low) * random())
  return {
    count,
    x: column(0, 300),
    y: column(0, 400),
    size: column(6, 14),
    angle: column(0, 360),
    words: WORDS,
    descriptors: Uint32Array.from({ length: count * WORDS }, () => Math.floor(random() * 2 ** 32)),
  }
}

const bitsIn = (word: number): number => word.toString(2).replaceAll('0', '').length

/** The same by trying every feature of the grid, in its order. */
function searchPlainly(
  before: FeatureSet,
  after: FeatureSet,
  { order }: FeatureGrid,
  { warp, shift, radiusPx, sameSpotPx, ...allowed }: Prediction,
): number[] {
  return Array.from({ length: before.count }, (_, i) => {
    const [u, v] = applyMeasuringWarp(warp, [before.x[i], before.y[i]])
    let [best, least, second] = [-1, 1e9, 1e9]
    order.forEach((j, place) => {
      const turn = Math.abs(after.angle[j] - (before.angle[i] + allowed.turnDegrees))
      const growth = Math.log(after.size[j]) - (Math.log(before.size[i]) + allowed.logScale)
      const isPossible =
        (after.x[j] - u - shift[0]) ** 2 + (after.y[j] - v - shift[1]) ** 2 <= radiusPx ** 2 &&
        Math.min(turn, Math.abs(turn - 360)) <= allowed.turnToleranceDegrees &&
        Math.abs(growth) <= allowed.logScaleTolerance
      if (!isPossible) return
      let distance = 0
      for (let k = 0; k < WORDS; k++) {
        distance += bitsIn((before.descriptors[i * WORDS + k] ^ after.descriptors[j * WORDS + k]) >>> 0)
      }
      const other = order[best]
      const isSameSpot =
        best >= 0 &&
        (after.x[other] - after.x[j]) ** 2 + (after.y[other] - after.y[j]) ** 2 <= sameSpotPx ** 2
      if (distance < least) {
        if (!isSameSpot) second = least
        ;[best, least] = [place, distance]
      } else if (!isSameSpot) second = Math.min(second, distance)
    })
    return [best, least, second]
  }).flat()
}

const WARP: MeasuringWarp = {
  beforeToAfter: [1.1, 0.2, -60, -0.15, 0.9, 30, 2e-4, -1e-4, 1],
  centre: [150, 200],
  scalePx: 256,
  dx: [1, 2, -1, 8, -4, 3],
  dy: [-2, 1, 1, -3, 6, 9],
}

it.each([
  ['a few around', 14, [0, 0]],
  ['many around', 56, [0, 0]],
  ['those around another place', 25, [28, -9]],
  ['what lies beside the picture', 40, [-2000, 5000]],
] as const)('the nearest and the next of another spot are as by trying all: %s', (_, radiusPx, shift) => {
  const [before, after] = [plantFeatures(150, 1), plantFeatures(1200, 2)]
  const grid = buildFeatureGrid(after)
  const prediction: Prediction = {
    warp: WARP,
    shift,
    radiusPx,
    turnDegrees: 170,
    turnToleranceDegrees: 25,
    logScale: 0.1,
    logScaleTolerance: 0.45,
    sameSpotPx: 6,
  }
  const found = guidedSearcher(before, after, grid).search(prediction)
  expect([...found]).toEqual(searchPlainly(before, after, grid, prediction))
  if (shift[0] >= 0) expect(found.filter((value, k) => k % 3 === 0 && value >= 0).length).toBeGreaterThan(10)
})

it('what was written down for a larger pair does not come back for a smaller one', () => {
  const large = [plantFeatures(90, 3), plantFeatures(400, 4)] as const
  const small = [plantFeatures(20, 5), plantFeatures(30, 6)] as const
  const prediction: Prediction = {
    warp: WARP,
    shift: [0, 0],
    radiusPx: 80,
    turnDegrees: 0,
    turnToleranceDegrees: 60,
    logScale: 0,
    logScaleTolerance: 1,
    sameSpotPx: 6,
  }
  for (const [before, after] of [large, small, large]) {
    const grid = buildFeatureGrid(after)
    const found = guidedSearcher(before, after, grid).search(prediction)
    expect([...found]).toEqual(searchPlainly(before, after, grid, prediction))
  }
})
