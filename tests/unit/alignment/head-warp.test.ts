import { describe, expect, it } from 'vitest'
import { applyMeasuringWarp, type MeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import { chooseTransform } from '../../../src/domain/registration/choose-transform.ts'
import { findConsensus } from '../../../src/domain/registration/find-consensus.ts'
import { fitHeadWarp } from '../../../src/domain/registration/fit-head-warp.ts'
import { ellipse } from '../../../src/domain/registration/head-region.ts'
import { planeWarp } from '../../../src/domain/registration/plane-warp.ts'
import type { Point } from '../../../src/domain/transform.ts'
import { movement, plantMatches, similarity } from './planted.ts'

const CENTRE: Point = [384, 480]
const SCALE = 512
const START = planeWarp(similarity(4, 1.05, [10, -20]), CENTRE, SCALE)
/** A ball's parallax on top of the start. */
const HEAD: MeasuringWarp = { ...START, dx: [2, 0, 0, 30, 0, 30], dy: [-1, 0, 0, -12, 0, -12] }
const onHead = (point: Point) => applyMeasuringWarp(HEAD, point)
const options = { initial: START, centre: CENTRE, scalePx: SCALE, cutoffPx: [30, 10] } as const

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}

describe('the warp of a head', () => {
  it('follows the parallax of a ball within half a pixel', () => {
    const warp = fitHeadWarp(plantMatches(300, onHead, { noisePx: 2 }), options)!
    for (const point of [
      [200, 200],
      [384, 480],
      [600, 800],
    ] as Point[]) {
      expect(distance(applyMeasuringWarp(warp, point), onHead(point))).toBeLessThan(0.5)
    }
  })

  it('is not led astray by a third of wrong matches', () => {
    const right = plantMatches(200, onHead, { noisePx: 2 })
    const wrong = plantMatches(100, ([x, y]) => [x + ((y * 31) % 50) - 25, y + ((x * 17) % 50) - 25], {
      seed: 4,
    })
    const warp = fitHeadWarp([...right, ...wrong], options)!
    expect(distance(applyMeasuringWarp(warp, [300, 300]), onHead([300, 300]))).toBeLessThan(1.5)
  })

  it('stays tame far away from a small patch of noisy matches', () => {
    const patch = plantMatches(400, onHead, { noisePx: 6 }).filter(({ x, y }) => x < 250 && y > 700)
    const warp = fitHeadWarp(patch, options)!
    expect(patch.length).toBeGreaterThan(10)
    expect(distance(applyMeasuringWarp(warp, [600, 200]), onHead([600, 200]))).toBeLessThan(50)
  })

  it('answers null for fewer than ten matches', () => {
    expect(fitHeadWarp(plantMatches(9, onHead), options)).toBeNull()
  })
})

describe('matches that move together', () => {
  it('are kept, and scattered ones dropped', () => {
    const together = plantMatches(150, onHead, { noisePx: 1.5 })
    const scattered = plantMatches(
      150,
      ([x, y]) => [x + ((y * 7919) % 28) - 14, y + ((x * 6007) % 28) - 14],
      {
        seed: 2,
      },
    )
    const kept = new Set(findConsensus([...together, ...scattered], HEAD, { radiusPx: 14 }))
    expect(together.filter((match) => kept.has(match)).length).toBeGreaterThan(120)
    expect(scattered.filter((match) => kept.has(match)).length).toBeLessThan(10)
  })

  it('are found although the warp is off by several pixels', () => {
    const offset: Point = [6, -5]
    const moved = plantMatches(120, (point) => {
      const [u, v] = onHead(point)
      return [u + offset[0], v + offset[1]]
    })
    expect(findConsensus(moved, HEAD, { radiusPx: 14 }).length).toBeGreaterThan(100)
  })
})

describe('the transform that is shown', () => {
  const region = ellipse(CENTRE, 280, 400)
  const size = { widthPx: 768, heightPx: 1024, brows: null, neckPx: Infinity, isCore: () => false }

  it('is a similarity where a similarity explains all', () => {
    const truth = similarity(9, 1.1, [-30, 12])
    const matches = plantMatches(100, movement(truth))
    const chosen = chooseTransform(planeWarp(truth, CENTRE, SCALE), matches, { region, ...size })!
    expect(chosen.kind).toBe('similarity')
    expect(chosen.residualPx).toBeLessThan(1e-6)
  })

  it('takes more parameters where the head was turned', () => {
    const matches = plantMatches(200, onHead)
    const chosen = chooseTransform(HEAD, matches, { region, ...size })!
    expect(chosen.kind).not.toBe('similarity')
    expect(chosen.residualPx).toBeLessThan(5)
  })
})
