import { describe, expect, it } from 'vitest'
import { applyMeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import { bandPicture } from '../../../src/domain/registration/band-picture.ts'
import { fitHeadWarp } from '../../../src/domain/registration/fit-head-warp.ts'
import type { GrayImage } from '../../../src/domain/registration/gray-image.ts'
import { ellipse } from '../../../src/domain/registration/head-region.ts'
import { matchSkin } from '../../../src/domain/registration/match-skin.ts'
import { planeWarp } from '../../../src/domain/registration/plane-warp.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'
import { FINE_LEVEL, prepareSkin } from '../../../src/domain/registration/skin-picture.ts'
import type { Matrix3, Point } from '../../../src/domain/transform.ts'

const WIDTH = 360
const HEIGHT = 400
const CENTRE: Point = [180, 200]
const HEAD = ellipse(CENTRE, 130, 150)
const SEARCH = { reachPx: 16, patchPx: 48 }

/** Skin as a sum of soft spots, like moles and mottling, seen `shift` further right and down. */
function paint(
  shade: (x: number, y: number) => number,
  [shiftX, shiftY]: Point = [0, 0],
  finish: (value: number, x: number, y: number) => number = (value) => value,
): GrayImage {
  const data = new Uint8Array(WIDTH * HEIGHT)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const value = finish(shade(x + 0.5 - shiftX, y + 0.5 - shiftY), x, y)
      data[y * WIDTH + x] = Math.max(0, Math.min(255, value))
    }
  }
  return { widthPx: WIDTH, heightPx: HEIGHT, data }
}

/** Margin around the picture, so that it can be moved. */
const MARGIN = 20

function mottling(): (x: number, y: number) => number {
  const random = seededRandom(5)
  const side = WIDTH + 2 * MARGIN
  const canvas = new Float32Array(side * (HEIGHT + 2 * MARGIN)).fill(150)
  for (let spot = 0; spot < 300; spot++) {
    const [left, top] = [
      Math.floor(random() * (side - 40)),
      Math.floor(random() * (HEIGHT + 2 * MARGIN - 40)),
    ]
    const [size, depth] = [4 + 6 * random(), 30 * (random() - 0.5)]
    for (let y = 0; y < 40; y++) {
      for (let x = 0; x < 40; x++) {
        canvas[(top + y) * side + left + x] +=
          depth * Math.exp(-((x - 20) ** 2 + (y - 20) ** 2) / (2 * size * size))
      }
    }
  }
  return (x, y) => canvas[Math.floor(y + MARGIN) * side + Math.floor(x + MARGIN)]
}

function match(before: GrayImage, after: GrayImage, transform: Matrix3 = [1, 0, 0, 0, 1, 0, 0, 0, 1]) {
  const pair = prepareSkin({ before, after, beforeRegion: HEAD, afterRegion: null }, FINE_LEVEL)!
  return matchSkin(pair, planeWarp(transform, CENTRE, 200), SEARCH)
}

function errorsOf(
  matches: readonly { x: number; y: number; u: number; v: number }[],
  shift: Point,
): number[] {
  return matches.map(({ x, y, u, v }) => Math.hypot(u - x - shift[0], v - y - shift[1])).sort((a, b) => a - b)
}

describe('patches of skin', () => {
  const shade = mottling()
  const before = paint(shade)

  it('are found where they moved to, all of them, most within a pixel', () => {
    const { matches, patches } = match(before, paint(shade, [7, -5]))
    expect(matches).toHaveLength(patches)
    expect(patches).toBeGreaterThan(8)
    const errors = errorsOf(matches, [7, -5])
    expect(errors[errors.length >> 1]).toBeLessThan(0.8)
    expect(errors.at(-1)).toBeLessThan(2)
  })

  it('are found under other light, from another side', () => {
    const after = paint(shade, [7, -5], (value, x) => 0.4 * value * (1 + x / WIDTH))
    const errors = errorsOf(match(before, after).matches, [7, -5])
    expect(errors[errors.length >> 1]).toBeLessThan(0.8)
  })

  it('are found under pigment that was not there before', () => {
    const random = seededRandom(9)
    const dots = Array.from({ length: 4000 }, () => [random() * WIDTH, random() * HEIGHT] as const)
    const dark = new Uint8Array(WIDTH * HEIGHT)
    for (const [x, y] of dots) {
      for (const [dx, dy] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ] as const) {
        const i = Math.floor(y + dy) * WIDTH + Math.floor(x + dx)
        if (i < dark.length) dark[i] = 1
      }
    }
    const after = paint(shade, [7, -5], (value, x, y) => (dark[y * WIDTH + x] === 1 ? value - 60 : value))
    const errors = errorsOf(match(before, after).matches, [7, -5])
    expect(errors[errors.length >> 1]).toBeLessThan(2)
  })

  it('of another head lie in no common place', () => {
    const other = paint((x, y) => shade(WIDTH - x, HEIGHT - y))
    const errors = errorsOf(match(before, other).matches, [0, 0])
    expect(errors.filter((error) => error < 2).length).toBeLessThan(0.2 * errors.length)
  })

  it('of a blank picture count for nothing', () => {
    const blank = paint(() => 120)
    for (const { precision } of match(blank, blank).matches) {
      expect(precision[0]).toBeLessThan(0.01)
      expect(precision[2]).toBeLessThan(0.01)
    }
  })

  it('along an edge are sure across it only', () => {
    const edge = paint((x) => 100 + 100 / (1 + Math.exp((x - 180) / 6)))
    const noisy = paint((x) => 100 + 100 / (1 + Math.exp((x - 180) / 6)), [3, 0])
    const onEdge = match(edge, noisy).matches.filter(({ x }) => Math.abs(x - 180) < 30)
    for (const { precision } of onEdge) expect(precision[0]).toBeGreaterThan(5 * precision[2])
  })

  it('lead a warp where there are no features', () => {
    const { matches } = match(before, paint(shade, [7, -5]))
    const warp = fitHeadWarp([], {
      initial: planeWarp([1, 0, 0, 0, 1, 0, 0, 0, 1], CENTRE, 200),
      centre: CENTRE,
      scalePx: 200,
      cutoffPx: [20, 8],
      skin: matches,
    })!
    const [u, v] = applyMeasuringWarp(warp, [150, 150])
    expect(u).toBeCloseTo(157, 0)
    expect(v).toBeCloseTo(145, 0)
  })

  it('too small to be seen are not looked at', () => {
    const beforeRegion = ellipse(CENTRE, 12, 12)
    expect(prepareSkin({ before, after: before, beforeRegion, afterRegion: null }, FINE_LEVEL)).toBeNull()
  })
})

describe('a picture at middling sizes', () => {
  const window = { widthPx: 60, heightPx: 60 }
  const texture = Float32Array.from(
    { length: 3600 },
    (_, i) => 100 + 20 * Math.sin(i / 3) + 10 * Math.cos((i / 60) | 0),
  )
  const everywhere = new Uint8Array(3600).fill(1)

  it('is the same under half the light', () => {
    const light = bandPicture({ ...window, data: texture.map((value) => 8 * value) }, everywhere, [[1.5, 4]])
    const dim = bandPicture({ ...window, data: texture.map((value) => 4 * value) }, everywhere, [[1.5, 4]])
    for (let i = 0; i < light.length; i += 7) expect(dim[i]).toBeCloseTo(light[i], 1)
  })

  it('knows nothing of what lies outside the mask', () => {
    const half = everywhere.map((_, i) => (i % 60 < 30 ? 1 : 0))
    const beside = texture.map((value, i) => (i % 60 < 30 ? value : 255))
    expect(bandPicture({ ...window, data: beside }, half, [[1.5, 4]])).toEqual(
      bandPicture({ ...window, data: texture }, half, [[1.5, 4]]),
    )
  })
})
