import { describe, expect, it } from 'vitest'
import type { MeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import { fitHeadWarp } from '../../../src/domain/registration/fit-head-warp.ts'
import type { GrayImage } from '../../../src/domain/registration/gray-image.ts'
import { ellipse } from '../../../src/domain/registration/head-region.ts'
import { matchDetail } from '../../../src/domain/registration/match-detail.ts'
import { matchSkin } from '../../../src/domain/registration/match-skin.ts'
import { planeWarp } from '../../../src/domain/registration/plane-warp.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'
import { DETAIL_LEVEL, FINE_LEVEL, prepareSkin } from '../../../src/domain/registration/skin-picture.ts'
import type { Point } from '../../../src/domain/transform.ts'

const WIDTH = 340
const HEIGHT = 380
const CENTRE: Point = [170, 190]
const HEAD = ellipse(CENTRE, 150, 170)
const everywhere = () => true

/** Grain of about two pixels with softer spots in it, as skin has at every size. */
function grainOf(seed: number): (x: number, y: number) => number {
  const random = seededRandom(seed)
  const [columns, rows] = [WIDTH, HEIGHT]
  const fine = Float32Array.from({ length: columns * rows }, random)
  const soft = Float32Array.from({ length: columns * rows }, random)
  const read = (data: Float32Array, x: number, y: number, sizePx: number) => {
    const [u, v] = [x / sizePx + 40, y / sizePx + 40]
    const [i, j] = [Math.floor(u), Math.floor(v)]
    const at = (dx: number, dy: number) => data[((j + dy) % rows) * columns + ((i + dx) % columns)]
    const [s, t] = [u - i, v - j]
    return (1 - t) * ((1 - s) * at(0, 0) + s * at(1, 0)) + t * ((1 - s) * at(0, 1) + s * at(1, 1))
  }
  return (x, y) => 90 + 40 * read(fine, x, y, 3) + 60 * read(soft, x, y, 14)
}

function paint(grain: (x: number, y: number) => number, [shiftX, shiftY]: Point = [0, 0]): GrayImage {
  const data = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
    Math.round(grain((i % WIDTH) - shiftX, Math.floor(i / WIDTH) - shiftY)),
  )
  return { widthPx: WIDTH, heightPx: HEIGHT, data }
}

const moved = (dx: number, dy: number): MeasuringWarp => planeWarp([1, 0, dx, 0, 1, dy, 0, 0, 1], CENTRE, 200)

function compare(before: GrayImage, after: GrayImage, warp: MeasuringWarp) {
  const pair = prepareSkin({ before, after, beforeRegion: HEAD, afterRegion: null }, DETAIL_LEVEL)!
  return matchDetail(pair, warp, everywhere)
}

/** The warp that skin leads to from where the photos lie on each other, as a fit would follow it. */
function led(before: GrayImage, after: GrayImage): MeasuringWarp {
  const pair = prepareSkin({ before, after, beforeRegion: HEAD, afterRegion: null }, FINE_LEVEL)!
  let warp = moved(0, 0)
  for (const [reachPx, patchPx] of [
    [16, 56],
    [8, 48],
  ] as const) {
    const { matches } = matchSkin(pair, warp, { reachPx, patchPx })
    const options = { initial: warp, centre: CENTRE, scalePx: 200, skin: matches }
    warp = fitHeadWarp([], { ...options, cutoffPx: [1.3 * reachPx, 8] }) ?? warp
  }
  return warp
}

describe('the finest detail of the skin', () => {
  const grain = grainOf(1)
  const before = paint(grain)
  const after = paint(grain, [7, -5])

  it('bears out the right warp, all over the head', () => {
    const { deviations, agreeing } = compare(before, after, moved(7, -5))
    expect(deviations).toBeGreaterThan(20)
    expect(agreeing.length).toBeGreaterThan(20)
  })

  it('bears out a warp that lies three pixels beside it as well, and none that lies far beside it', () => {
    expect(compare(before, after, moved(10, -5)).deviations).toBeGreaterThan(20)
    expect(compare(before, after, moved(37, 15)).deviations).toBeLessThan(3)
  })

  it('is not asked where it is not wanted', () => {
    const pair = prepareSkin({ before, after, beforeRegion: HEAD, afterRegion: null }, DETAIL_LEVEL)!
    const left = matchDetail(pair, moved(7, -5), (x) => x < 170)
    expect(left.agreeing.length).toBeGreaterThan(10)
    for (const [x] of left.agreeing) expect(x).toBeLessThan(170)
    expect(matchDetail(pair, moved(7, -5), () => false)).toEqual({ deviations: 0, agreeing: [] })
  })

  it.each([2, 3, 4, 5])(
    'of pictures that have nothing in common says nothing, also where their skin led the warp (%i)',
    (seed) => {
      const other = paint(grainOf(seed))
      expect(Math.abs(compare(before, other, led(before, other)).deviations)).toBeLessThan(3)
    },
  )

  it('of a blank picture says nothing', () => {
    const blank = paint(() => 120)
    expect(compare(blank, blank, moved(0, 0))).toEqual({ deviations: 0, agreeing: [] })
  })
})
