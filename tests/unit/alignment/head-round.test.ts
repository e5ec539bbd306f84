import { describe, expect, it } from 'vitest'
import { applyMeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import { fitHeadWarp } from '../../../src/domain/registration/fit-head-warp.ts'
import { headRound } from '../../../src/domain/registration/head-round.ts'
import { ellipse } from '../../../src/domain/registration/head-region.ts'
import { planeWarp } from '../../../src/domain/registration/plane-warp.ts'
import type { Point } from '../../../src/domain/transform.ts'
import { plantMatches } from './planted.ts'

const WIDTH = 768
const HEIGHT = 1024
const MIDDLE: Point = [384, 480]

describe('the round inside an outline', () => {
  it('is a ball in a circle', () => {
    const { depthAt } = headRound(ellipse(MIDDLE, 260, 260), WIDTH, HEIGHT)
    for (const distance of [0, 60, 120, 180, 220]) {
      const depth = Math.sqrt(260 ** 2 - distance ** 2)
      expect(Math.abs(depthAt(384 + distance, 480) - depth)).toBeLessThan(12)
      expect(Math.abs(depthAt(384, 480 - distance) - depth)).toBeLessThan(12)
    }
    expect(depthAt(30, 480)).toBe(0)
  })

  it('goes on where the edge of the picture cuts the head off', () => {
    const neck: Point[] = [
      [184, 200],
      [584, 200],
      [584, HEIGHT],
      [184, HEIGHT],
    ]
    const { depthAt } = headRound(neck, WIDTH, HEIGHT)
    expect(depthAt(384, HEIGHT - 4)).toBeGreaterThan(180)
    expect(depthAt(384, 208)).toBeLessThan(130)
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
  const meanError = (round: boolean) => {
    const head = headRound(outline, WIDTH, HEIGHT)
    const warp = fitHeadWarp(matches, {
      ...options,
      round: round ? { ...head, places: places.map((at) => ({ at, weight: 1 })) } : null,
    })!
    const errors = places.map((place) => {
      const [u, v] = applyMeasuringWarp(warp, place)
      const [x, y] = turned(place)
      return Math.hypot(u - x, v - y)
    })
    return errors.reduce((sum, error) => sum + error, 0) / errors.length
  }

  it('follows its turn towards the rim, where nothing was matched', () => {
    expect(matches.length).toBeGreaterThan(100)
    expect(meanError(true)).toBeLessThan(1)
    expect(meanError(true)).toBeLessThan(0.7 * meanError(false))
  })
})
