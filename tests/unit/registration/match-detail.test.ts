import { describe, expect, it } from 'vitest'
import type { MeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import { fitHeadWarp } from '../../../src/domain/registration/fit-head-warp.ts'
import type { GrayImage } from '../../../src/domain/registration/gray-image.ts'
import { matchDetail, NO_EVIDENCE } from '../../../src/domain/registration/match-detail.ts'
import { matchSkin } from '../../../src/domain/registration/match-skin.ts'
import { planeWarp } from '../../../src/domain/registration/plane-warp.ts'
import { DETAIL_LEVEL, FINE_LEVEL, prepareSkin } from '../../../src/domain/registration/skin-picture.ts'
import { CENTRE, grainOf, HEAD, paint } from './grain.ts'

const everywhere = () => true
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
    expect(matchDetail(pair, moved(7, -5), () => false)).toEqual(NO_EVIDENCE)
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
    expect(compare(blank, blank, moved(0, 0))).toEqual(NO_EVIDENCE)
  })
})
