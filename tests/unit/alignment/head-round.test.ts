import { describe, expect, it } from 'vitest'
import { depthAt } from '../../../src/domain/head-depth.ts'
import { applyMeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import { fitHeadWarp, type HeadWarpOptions } from '../../../src/domain/registration/fit-head-warp.ts'
import { headRound, type PlaceFrame, type RoundHead } from '../../../src/domain/registration/head-round.ts'
import { ellipse } from '../../../src/domain/registration/head-region.ts'
import { planeWarp } from '../../../src/domain/registration/plane-warp.ts'
import type { Point } from '../../../src/domain/transform.ts'
import { plantMatches } from './planted.ts'

const WIDTH = 768
const HEIGHT = 1024
const MIDDLE: Point = [384, 480]

const frame: PlaceFrame = { centre: MIDDLE, scalePx: 600 }

function depthIn(outline: readonly Point[]) {
  const head = headRound(outline, { widthPx: WIDTH, heightPx: HEIGHT }, frame)
  return {
    closely: (x: number, y: number) => 600 * head.depthAt(x, y),
    asQuartic: (x: number, y: number) =>
      600 * depthAt(head.square!, (x - MIDDLE[0]) / 600, (y - MIDDLE[1]) / 600),
  }
}

describe('the round inside an outline', () => {
  it.each(['closely', 'asQuartic'] as const)('is a ball in a circle, %s', (told) => {
    const depth = depthIn(ellipse(MIDDLE, 260, 260))[told]
    for (const distance of [0, 60, 120, 180, 220]) {
      const expected = Math.sqrt(260 ** 2 - distance ** 2)
      expect(Math.abs(depth(384 + distance, 480) - expected)).toBeLessThan(12)
      expect(Math.abs(depth(384, 480 - distance) - expected)).toBeLessThan(12)
    }
    expect(depth(30, 480)).toBe(0)
  })

  it.each(['closely', 'asQuartic'] as const)('goes on where the picture cuts the head off, %s', (told) => {
    const cut = ellipse([384, HEIGHT], 260, 700).map(([x, y]): Point => [x, Math.min(y, HEIGHT)])
    const depth = depthIn(cut)[told]
    expect(depth(384, HEIGHT - 4)).toBeGreaterThan(220)
    expect(depth(384, 340)).toBeLessThan(130)
  })

  it('is no quartic where an outline encloses next to nothing', () => {
    const { square, depthAt: closely } = headRound(
      ellipse(MIDDLE, 30, 30),
      { widthPx: WIDTH, heightPx: HEIGHT },
      frame,
    )
    expect(square).toBeNull()
    expect(closely(...MIDDLE)).toBeGreaterThan(0)
  })
})

describe('the warp of a head whose round is known', () => {
  const RADIUS = 300
  const ANGLE = (9 * Math.PI) / 180
  const outline = ellipse(MIDDLE, RADIUS, RADIUS)
  const depthOf = (x: number, y: number) =>
    Math.sqrt(RADIUS ** 2 - (x - MIDDLE[0]) ** 2 - (y - MIDDLE[1]) ** 2)
  /** A ball turned by nine degrees. */
  const turned = ([x, y]: Point): Point => [
    MIDDLE[0] + (x - MIDDLE[0]) * Math.cos(ANGLE) + depthOf(x, y) * Math.sin(ANGLE),
    y,
  ]
  const near = (share: number, [x, y]: Point) => Math.hypot(x - MIDDLE[0], y - MIDDLE[1]) < share * RADIUS
  const matches = plantMatches(800, (point) => (near(0.99, point) ? turned(point) : point), {
    noisePx: 1,
  }).filter(({ x, y }) => near(0.7, [x, y]))
  const places = Array.from({ length: 900 }, (_, i): Point => [
    84 + (i % 30) * 20,
    180 + Math.floor(i / 30) * 20,
  ]).filter((place) => near(0.93, place))
  const options = {
    initial: planeWarp([1, 0, 40, 0, 1, 0, 0, 0, 1], MIDDLE, 2 * RADIUS),
    centre: MIDDLE,
    scalePx: 2 * RADIUS,
    cutoffPx: [30, 10],
  } as const
  const head = headRound(outline, { widthPx: WIDTH, heightPx: HEIGHT }, frame)
  const round: RoundHead = { ...head, places: places.map((at) => ({ at, weight: 1 })) }
  const meanError = (known: Pick<HeadWarpOptions, 'round' | 'keepsDepth'>) => {
    const warp = fitHeadWarp(matches, { ...options, ...known })!
    const errors = places.map((place) => {
      const [u, v] = applyMeasuringWarp(warp, place)
      const [x, y] = turned(place)
      return Math.hypot(u - x, v - y)
    })
    return errors.reduce((sum, error) => sum + error, 0) / errors.length
  }

  it('follows its turn towards the rim, where nothing was matched', () => {
    expect(matches.length).toBeGreaterThan(100)
    expect(meanError({ round })).toBeLessThan(1)
    expect(meanError({ round })).toBeLessThan(0.7 * meanError({}))
  })

  it('follows it closer still where it keeps the depth', () => {
    expect(meanError({ round, keepsDepth: true })).toBeLessThan(0.5 * meanError({ round }))
  })
})
