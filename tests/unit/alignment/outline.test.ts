import { describe, expect, it } from 'vitest'
import { applyMeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import { fitHeadWarp, warpDeviations } from '../../../src/domain/registration/fit-head-warp.ts'
import { connectedHead, headOutline, type HeadMask } from '../../../src/domain/registration/head-outline.ts'
import { ellipse, isInPolygon } from '../../../src/domain/registration/head-region.ts'
import {
  alignOutlines,
  matchOutlines,
  outlineAgreement,
  outlinePlaces,
} from '../../../src/domain/registration/match-outline.ts'
import { planeWarp } from '../../../src/domain/registration/plane-warp.ts'
import { applyTransform, IDENTITY, type Matrix3, type Point } from '../../../src/domain/transform.ts'
import { plantMatches, similarity } from './planted.ts'

const WIDTH = 768
const HEIGHT = 1024
const CENTRE: Point = [384, 480]
const HEAD = ellipse(CENTRE, 180, 250)

function maskOf(isHead: (x: number, y: number) => boolean): HeadMask {
  const [widthPx, heightPx] = [84, 112]
  const data = Uint8Array.from({ length: widthPx * heightPx }, (_, i) =>
    isHead((i % widthPx) + 0.5, Math.floor(i / widthPx) + 0.5) ? 1 : 0,
  )
  return { widthPx, heightPx, data }
}

const isBall = (x: number, y: number) => Math.hypot(x - 42, y - 40) < 20

/** The same outline in both photos, the second moved. */
function pairOf(transform: Matrix3) {
  const moved = HEAD.map((point) => applyTransform(transform, point))
  return {
    before: outlinePlaces(HEAD, WIDTH, HEIGHT),
    after: outlinePlaces(moved, WIDTH, HEIGHT),
  }
}

describe('the outline of a head in a mask', () => {
  it('follows the head and leaves out specks, the neck and the table', () => {
    const isNeck = (x: number, y: number) => Math.abs(x - 42) < 9 && y > 50
    const isTable = (y: number) => y > 95
    const isSpeck = (x: number, y: number) => Math.hypot(x - 75, y - 12) < 2
    const mask = maskOf((x, y) => isBall(x, y) || isNeck(x, y) || isTable(y) || isSpeck(x, y))
    const outline = headOutline(connectedHead(mask, [42, 40])!)!
    for (const [x, y] of [
      [42, 22],
      [24, 40],
      [60, 40],
    ]) {
      expect(isInPolygon(outline, x, y)).toBe(true)
    }
    expect(isInPolygon(outline, 75, 12)).toBe(false)
    expect(isInPolygon(outline, 42, 90)).toBe(false)
    expect(isInPolygon(outline, 15, 40)).toBe(false)
  })

  it('has no holes where the scalp shines', () => {
    const mask = maskOf((x, y) => isBall(x, y) && Math.hypot(x - 47, y - 34) > 5)
    const whole = connectedHead(mask, [36, 44])!
    expect(whole.data[34 * 84 + 47]).toBe(1)
  })

  it('is not there where the seed is not on the head', () => {
    expect(connectedHead(maskOf(isBall), [5, 100])).toBeNull()
    expect(headOutline(maskOf(() => false))).toBeNull()
  })
})

describe('outlines of two photos', () => {
  it('lead to the similarity between them', () => {
    const truth = similarity(6, 1.08, [30, -70])
    const found = alignOutlines(pairOf(truth), [1, 0, -10, 0, 1, -20, 0, 0, 1], CENTRE)!
    for (const place of [CENTRE, [300, 350], [470, 600]] as Point[]) {
      const [u, v] = applyTransform(found, place)
      const [x, y] = applyTransform(truth, place)
      expect(Math.hypot(u - x, v - y)).toBeLessThan(6)
    }
  })

  it('agree all around when they lie on each other, and hardly when they do not', () => {
    const warp = planeWarp(IDENTITY, CENTRE, 512)
    expect(outlineAgreement(pairOf(IDENTITY), warp, 10)).toBe(1)
    expect(outlineAgreement(pairOf(similarity(0, 1, [60, 0])), warp, 10)).toBeLessThan(0.4)
  })

  it('do not meet where the picture ends', () => {
    const cutOff = HEAD.map(([x, y]): Point => [x, Math.min(y, 600)])
    expect(outlinePlaces(cutOff, WIDTH, 600).every(({ at }) => at[1] < 590)).toBe(true)
    expect(matchOutlines({ before: [], after: [] }, planeWarp(IDENTITY, CENTRE, 512), 40)).toEqual([])
  })

  it('hold the warp of the head where no skin matches', () => {
    const truth = similarity(3, 1.04, [12, -8])
    const outlines = pairOf(truth)
    const onHead = (point: Point) => applyTransform(truth, point)
    const patch = plantMatches(600, onHead, { noisePx: 3 }).filter(
      ({ x, y }) => y > 620 && Math.abs(x - 384) < 90,
    )
    const options = {
      initial: planeWarp(similarity(1, 1, [0, 0]), CENTRE, 512),
      centre: CENTRE,
      scalePx: 512,
      cutoffPx: [40, 12],
    } as const
    const crown: Point = [384, 260]
    const errorOf = (warp: ReturnType<typeof fitHeadWarp>) => {
      const [u, v] = applyMeasuringWarp(warp!, crown)
      const [x, y] = onHead(crown)
      return Math.hypot(u - x, v - y)
    }
    expect(errorOf(fitHeadWarp(patch, { ...options, outlines }))).toBeLessThan(6)
    const [alone, held] = [null, outlines].map(
      (given) =>
        warpDeviations(patch, [crown], {
          ...options,
          initial: planeWarp(truth, CENTRE, 512),
          outlines: given,
        })[0],
    )
    expect(held).toBeLessThan(alone / 2)
  })
})
