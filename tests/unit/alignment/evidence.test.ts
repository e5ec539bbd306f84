import { describe, expect, it } from 'vitest'
import { buildFeatureGrid } from '../../../src/domain/registration/feature-grid.ts'
import {
  descriptorTable,
  ROW_BYTES,
  type DescriptorTable,
} from '../../../src/domain/registration/descriptor-table.ts'
import { selectFeatures, type FeatureSet } from '../../../src/domain/registration/feature-set.ts'
import { judgeRegistration } from '../../../src/domain/registration/judge-registration.ts'
import { matchFeatures } from '../../../src/domain/registration/match-features.ts'
import { matchGuided } from '../../../src/domain/registration/match-guided.ts'
import { planeWarp } from '../../../src/domain/registration/plane-warp.ts'
import { isPlausible, transformShape } from '../../../src/domain/registration/plausible-transform.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'
import { applyTransform, type Matrix3 } from '../../../src/domain/transform.ts'
import { similarity } from './planted.ts'

const WORDS = 16

/** Features with random descriptors at random places. */
function plantFeatures(count: number, seed: number): FeatureSet {
  const random = seededRandom(seed)
  const column = (low: number, high: number) =>
    Float32Array.from({ length: count }, () => low + (high - low) * random())
  return {
    count,
    x: column(50, 700),
    y: column(50, 950),
    size: column(6, 20),
    angle: column(0, 360),
    words: WORDS,
    descriptors: Uint32Array.from({ length: count * WORDS }, () => Math.floor(random() * 2 ** 32)),
  }
}

/** The same features seen through a similarity. */
function moveFeatures(features: FeatureSet, transform: Matrix3, degrees: number): FeatureSet {
  const moved = Array.from({ length: features.count }, (_, i) =>
    applyTransform(transform, [features.x[i], features.y[i]]),
  )
  return {
    ...features,
    x: Float32Array.from(moved, ([x]) => Math.max(0, x)),
    y: Float32Array.from(moved, ([, y]) => Math.max(0, y)),
    angle: features.angle.map((angle) => (angle + degrees + 720) % 360),
  }
}

describe('features', () => {
  it('differ in as many bits as their descriptors, and a row ends where it does', () => {
    const set = (words: number, ...rows: number[][]): FeatureSet => ({
      ...plantFeatures(rows.length, 1),
      words,
      descriptors: Uint32Array.from(
        rows.flatMap((row) => Array.from({ length: words }, (_, i) => row[i] ?? 0)),
      ),
    })
    const one = Array.from({ length: 16 }, () => 0)
    const before = set(16, one)
    const after = set(
      16,
      one.with(3, 0xff).with(15, 1),
      one,
      one.map(() => 0xffffffff),
    )
    const distancesIn = ({ before: from, after: to, ...table }: DescriptorTable) =>
      Array.from(to.rowOf, (row) => {
        table.nearest.set([1e9, 0, 1e9])
        table.searchOn(from.rowOf[0], row, row + ROW_BYTES)
        return table.nearest[0]
      })
    expect(distancesIn(descriptorTable(before, after))).toEqual([9, 0, 512])
    expect(distancesIn(descriptorTable(set(2, [1, 2]), set(2, [1, 2], [3, 4])))).toEqual([0, 3])
    expect(() => descriptorTable(set(17, []), after)).toThrow(RangeError)
  })

  it('are found among thousands as by comparing them one by one', () => {
    const [before, after] = [plantFeatures(40, 9), plantFeatures(3000, 10)]
    const table = descriptorTable(before, after)
    const bitsOf = (set: FeatureSet, i: number) =>
      [...set.descriptors.subarray(i * WORDS, (i + 1) * WORDS)].flatMap((word) =>
        Array.from({ length: 32 }, (_, bit) => (word >>> bit) & 1),
      )
    const rows = Array.from({ length: after.count }, (_, j) => bitsOf(after, j))
    for (const i of [0, 39]) {
      const own = bitsOf(before, i)
      const distances = rows.map((row) => row.filter((bit, k) => bit !== own[k]).length)
      const sorted = distances.toSorted((a, b) => a - b)
      table.nearest.set([1e9, 0, 1e9])
      const { start, order } = table.after
      table.searchOn(table.before.rowOf[i], start, start + ROW_BYTES * 1000)
      table.searchOn(table.before.rowOf[i], start + ROW_BYTES * 1000, start + ROW_BYTES * after.count)
      expect([table.nearest[0], table.nearest[2]]).toEqual([sorted[0], sorted[1]])
      expect(distances[order[(table.nearest[1] - start) / ROW_BYTES]]).toBe(sorted[0])
    }
  })

  it('are matched as by trying every pair', () => {
    const before = plantFeatures(120, 11)
    const random = seededRandom(12)
    // Every second has a twin with a few bits changed, at an angle and a size that may be beyond the prior.
    const after: FeatureSet = {
      ...before,
      angle: before.angle.map((angle) => Math.floor(angle + 140 * random() + 290) % 360),
      size: before.size.map((size) => size * Math.exp(1.8 * random() - 0.9)),
      descriptors: before.descriptors.map((word) => (random() < 0.7 ? word : word ^ (1 << (32 * random())))),
    }
    const prior = { turnDegrees: 0, turnToleranceDegrees: 50, logScaleTolerance: 0.8 }
    const isPossible = (i: number, j: number) => {
      const turn = Math.abs(after.angle[j] - before.angle[i])
      return (
        Math.min(turn, 360 - turn) <= 50 &&
        Math.abs(Math.log(after.size[j]) - Math.log(before.size[i])) <= 0.8
      )
    }
    const possible = (i: number) => Array.from({ length: 120 }, (_, j) => j).filter((j) => isPossible(i, j))
    const expected = Array.from({ length: 120 }, (_, i) => i).filter((i) => possible(i).includes(i))
    expect(expected.length).toBeGreaterThan(40)
    expect(expected.length).toBeLessThan(110)
    const found = matchFeatures(before, after, prior).map(({ x }) => before.x.indexOf(x))
    expect(found).toEqual(expected)
  })

  it('are selected with their descriptors', () => {
    const features = plantFeatures(50, 2)
    const left = selectFeatures(features, (x) => x < 300)
    const first = features.x.findIndex((x) => x < 300)
    expect(left.count).toBe(features.x.filter((x) => x < 300).length)
    expect(left.descriptors.slice(0, WORDS)).toEqual(
      features.descriptors.slice(first * WORDS, (first + 1) * WORDS),
    )
  })

  it.each([0, 30, -40, 90, 180])(
    'are matched through a turn of %i degrees when it is expected',
    (degrees) => {
      const before = plantFeatures(200, 3)
      const nearest = 90 * Math.round(degrees / 90)
      const after = moveFeatures(before, similarity(degrees, 1, [900, 900]), degrees)
      const prior = { turnDegrees: nearest, turnToleranceDegrees: 50, logScaleTolerance: 0.8 }
      expect(matchFeatures(before, after, prior)).toHaveLength(200)
    },
  )

  it('are not matched through a turn that is not expected', () => {
    const before = plantFeatures(200, 4)
    const after = moveFeatures(before, similarity(90, 1, [900, 0]), 90)
    const prior = { turnDegrees: 0, turnToleranceDegrees: 50, logScaleTolerance: 0.8 }
    expect(matchFeatures(before, after, prior).length).toBeLessThan(20)
  })

  it('are matched only near where the warp predicts them', () => {
    const before = plantFeatures(300, 5)
    const after = moveFeatures(before, similarity(0, 1, [10, 0]), 0)
    const grid = buildFeatureGrid(after)
    const match = (shift: number) =>
      matchGuided(before, after, grid, planeWarp(similarity(0, 1, [shift, 0]), [384, 512], 512), {
        radiusPx: 14,
      })
    expect(match(12)).toHaveLength(300)
    expect(match(60).length).toBeLessThan(10)
  })
})

describe('what a camera can do', () => {
  it('accepts a turned, scaled and slightly tilted view', () => {
    expect(isPlausible([1.1, 0.2, 30, -0.2, 1.05, 40, 5e-5, 2e-5, 1], 768, 1024)).toBe(true)
  })

  it.each<[string, Matrix3]>([
    ['mirrored', [-1, 0, 768, 0, 1, 0, 0, 0, 1]],
    ['squeezed', [1, 0, 0, 0, 0.4, 0, 0, 0, 1]],
    ['shrunk to a tenth', [0.1, 0, 0, 0, 0.1, 0, 0, 0, 1]],
    ['folded', [1, 0, 0, 0, 1, 0, -2.6e-3, 0, 1]],
    ['not a number', [Number.NaN, 0, 0, 0, 1, 0, 0, 0, 1]],
  ])('refuses what is %s', (_, transform) => {
    expect(isPlausible(transform, 768, 1024)).toBe(false)
  })

  it('reads turn, scale and stretch', () => {
    const shape = transformShape(similarity(25, 1.3, [5, 5]), [100, 100])
    expect(shape.turnDegrees).toBeCloseTo(25, 6)
    expect(shape.scale).toBeCloseTo(1.3, 6)
    expect(shape.anisotropy).toBeCloseTo(1, 6)
    expect(transformShape([1.2, 0, 0, 0, 1, 0, 0, 0, 1], [0, 0]).anisotropy).toBeCloseTo(1.2, 6)
  })
})

describe('the verdict', () => {
  const strong = {
    confidence: 60,
    anywhere: 60,
    cells: 25,
    coverage: 0.7,
    agreeing: 2,
    anisotropy: 1.02,
    residualPercent: 0.4,
    deviationPercent: 0.08,
  }

  it.each([
    ['strong evidence', strong, 'aligned', []],
    ['little but spread evidence', { ...strong, confidence: 10.5, coverage: 0.5 }, 'aligned', []],
    [
      'detail of the skin without one feature',
      { ...strong, confidence: 20, anywhere: 0, agreeing: 1 },
      'aligned',
      [],
    ],
    ['a weak match', { ...strong, confidence: 7, anywhere: 8 }, 'check', ['weak-match']],
    [
      'what different heads reach',
      { ...strong, confidence: 5.3, anywhere: 6.8 },
      'needs-points',
      ['weak-match'],
    ],
    [
      'a little less on the head than around it',
      { ...strong, confidence: 7, anywhere: 12 },
      'check',
      ['weak-match'],
    ],
    ['the wall around the head', { ...strong, confidence: 7 }, 'check', ['not-on-head']],
    ['the wall alone', { ...strong, confidence: 2 }, 'needs-points', ['not-on-head']],
    ['a scalp too small to be seen', { ...strong, cells: 3 }, 'check', ['few-cells']],
    ['the face alone', { ...strong, coverage: 0.1 }, 'check', ['few-cells']],
    [
      'a lonely guess of middling strength',
      { ...strong, confidence: 13, agreeing: 1 },
      'check',
      ['no-agreement'],
    ],
    ['matches on one side of the head', { ...strong, deviationPercent: 0.6 }, 'check', ['thin-support']],
    [
      'a fit unsure of what agrees everywhere',
      { ...strong, deviationPercent: 0.6, coverage: 0.9 },
      'aligned',
      [],
    ],
    [
      'a patch that tells nothing of the rest',
      { ...strong, deviationPercent: 3 },
      'needs-points',
      ['thin-support'],
    ],
    ['another pose', { ...strong, anisotropy: 1.2 }, 'check', ['pose-differs']],
    ['a head that does not lie flat', { ...strong, residualPercent: 4 }, 'check', ['pose-differs']],
  ] as const)('on %s', (_, evidence, verdict, reasons) => {
    expect(judgeRegistration(evidence)).toEqual({
      verdict,
      reasons,
      poseDiffers: reasons[0] === 'pose-differs',
    })
  })
})
