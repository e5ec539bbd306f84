import { describe, expect, it, vi } from 'vitest'
import { applyMeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import type { PhotoView } from '../../../src/domain/registration/photo-view.ts'
import { planeWarp } from '../../../src/domain/registration/plane-warp.ts'
import { preparePair } from '../../../src/domain/registration/prepare-pair.ts'
import { refineHypothesis } from '../../../src/domain/registration/refine-hypothesis.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'
import type { Point } from '../../../src/domain/transform.ts'
import { ellipse } from '../../../src/domain/registration/head-region.ts'
import { grainOf, paint } from './grain.ts'

const SIZE: Point = [700, 800]
const CENTRE: Point = [350, 400]
const HEAD = ellipse(CENTRE, 310, 360)
const SHIFT: Point = [4, -3]
const WORDS = 16

/** Features all over a head, each with bits of its own; the same ones moved by so much. */
function features(count: number, [shiftX, shiftY]: Point): PhotoView['features'] {
  const random = seededRandom(5)
  const column = (value: () => number) => Float32Array.from({ length: count }, value)
  return {
    count,
    x: column(() => 40 + 620 * random() + shiftX),
    y: column(() => 40 + 720 * random() + shiftY),
    size: column(() => 12),
    angle: column(() => 30),
    words: WORDS,
    descriptors: Uint32Array.from({ length: count * WORDS }, () => random() * 2 ** 32),
  }
}

/** The same skin moved, from where it was; and how often it was looked at in detail and at sizes between. */
function refine(count: number) {
  const view = (shift: Point): PhotoView => ({
    gray: paint(grainOf(1), shift, SIZE),
    features: features(count, shift),
    face: null,
    outline: HEAD,
  })
  const { pair } = preparePair(view([0, 0]), view(SHIFT), undefined)
  const [fine, detail] = [vi.fn(pair.skin.fine), vi.fn(pair.skin.detail)]
  const start = planeWarp([1, 0, SHIFT[0], 0, 1, SHIFT[1], 0, 0, 1], CENTRE, 400)
  const refined = refineHypothesis(
    { ...pair, skin: { ...pair.skin, fine, detail } },
    { source: 'planted', warp: start },
  )
  const [u, v] = applyMeasuringWarp(refined.warp, CENTRE)
  const errorPx = Math.hypot(u - CENTRE[0] - SHIFT[0], v - CENTRE[1] - SHIFT[1])
  return { refined, errorPx, fine: fine.mock.calls.length, detail: detail.mock.calls.length }
}

describe('a hypothesis', () => {
  it('that its features determine is followed by the finest detail nearby only', () => {
    const { refined, errorPx, fine, detail } = refine(1500)
    expect(refined.confidence).toBeGreaterThan(20)
    expect(refined.coverage).toBeGreaterThan(0.5)
    expect(refined.skin.length).toBeGreaterThan(10)
    expect(errorPx).toBeLessThan(0.3)
    expect({ fine, detail }).toEqual({ fine: 0, detail: 1 })
  })

  it('of few features is followed by skin of all fine sizes, which bears witness', () => {
    const { refined, errorPx, fine } = refine(12)
    expect(errorPx).toBeLessThan(0.5)
    expect(refined.confidence).toBeGreaterThan(10)
    expect(fine).toBe(1)
  })
})
