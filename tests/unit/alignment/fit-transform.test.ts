import { describe, expect, it } from 'vitest'
import { fitPoints } from '../../../src/domain/registration/fit-points.ts'
import { fitRobust } from '../../../src/domain/registration/fit-robust.ts'
import { fitTransform, transferError } from '../../../src/domain/registration/fit-transform.ts'
import { ransacSimilarity } from '../../../src/domain/registration/ransac-similarity.ts'
import { IDENTITY, type Matrix3 } from '../../../src/domain/transform.ts'
import { movement, plantMatches, similarity } from './planted.ts'

const AFFINE: Matrix3 = [1.05, 0.08, -12, -0.03, 0.94, 25, 0, 0, 1]
const HOMOGRAPHY: Matrix3 = [1.02, 0.05, 8, -0.04, 0.97, -14, 6e-5, -4e-5, 1]

function expectClose(actual: Matrix3 | null, expected: Matrix3, tolerance: number): void {
  const corners = plantMatches(20, movement(expected), { seed: 99 })
  expect(actual).not.toBeNull()
  const worst = Math.max(...corners.map((corner) => transferError(actual!, corner)))
  expect(worst).toBeLessThan(tolerance)
}

describe('fitting transforms', () => {
  it.each([
    ['similarity', similarity(23, 1.2, [40, -60])],
    ['affine', AFFINE],
    ['homography', HOMOGRAPHY],
  ] as const)('recovers a known %s from clean points', (kind, truth) => {
    expectClose(fitTransform(kind, plantMatches(30, movement(truth))), truth, 1e-6)
  })

  it('answers null for points in one line, where an affine transform is not determined', () => {
    const line = [0, 1, 2, 3, 4].map((i) => ({ x: 10 * i, y: 20 * i, u: 10 * i, v: 20 * i }))
    expect(fitTransform('affine', line)).toBeNull()
  })

  it('ignores points without weight', () => {
    const good = plantMatches(20, movement(AFFINE))
    const bad = plantMatches(5, () => [0, 0], { seed: 3 })
    const weights = [...good.map(() => 1), ...bad.map(() => 0)]
    expectClose(fitTransform('affine', [...good, ...bad], weights), AFFINE, 1e-6)
  })

  it('finds a similarity among seven in ten wrong matches', () => {
    const truth = similarity(-31, 0.8, [300, 120])
    const right = plantMatches(60, movement(truth), { noisePx: 2 })
    const wrong = plantMatches(140, ([x, y]) => [(x * 7919) % 768, (y * 104729) % 1024], { seed: 5 })
    const vote = ransacSimilarity([...wrong, ...right], { thresholdPx: 10, rounds: 2000 })
    expectClose(vote!.transform, truth, 12)
    expectClose(
      fitRobust('similarity', [...wrong, ...right], { initial: vote!.transform, cutoffPx: 12 }),
      truth,
      1,
    )
  })

  it('gives the same answer for the same matches', () => {
    const matches = plantMatches(80, movement(similarity(5, 1, [3, 4])), { noisePx: 9 })
    const options = { thresholdPx: 4, rounds: 300 }
    expect(ransacSimilarity(matches, options)).toEqual(ransacSimilarity(matches, options))
  })

  it('does not fit robustly where hardly anything is within reach', () => {
    const far = plantMatches(40, ([x, y]) => [x + 500, y])
    expect(fitRobust('affine', far, { initial: IDENTITY, cutoffPx: 20 })).toBeNull()
  })
})

describe('points placed by hand', () => {
  it.each([
    [2, 'similarity', similarity(12, 1.1, [5, 6])],
    [3, 'affine', AFFINE],
    [4, 'homography', HOMOGRAPHY],
    [7, 'homography', HOMOGRAPHY],
  ] as const)('%i pairs determine the %s', (count, kind, truth) => {
    const fitted = fitPoints(plantMatches(count, movement(truth), { seed: 12 }))
    expect(fitted?.kind).toBe(kind)
    expectClose(fitted!.transform, truth, 1e-3)
  })

  it('one pair determines nothing', () => {
    expect(fitPoints(plantMatches(1, movement(AFFINE)))).toBeNull()
  })

  it('two pairs at one spot determine nothing', () => {
    const spot = { x: 5, y: 5, u: 9, v: 9 }
    expect(fitPoints([spot, spot])).toBeNull()
  })
})
