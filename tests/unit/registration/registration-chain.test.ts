import { describe, expect, it } from 'vitest'
import type { Quartic } from '../../../src/domain/head-depth.ts'
import { fitWarp } from '../../../src/domain/fit-warp.ts'
import { applyMeasuringWarp, type MeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import { chainRegistrations, isBetterVerdict } from '../../../src/domain/registration-chain.ts'
import {
  applyTransform,
  IDENTITY,
  invertTransform,
  type Matrix3,
  type Point,
} from '../../../src/domain/transform.ts'

const baseline = { width: 1000, height: 1400 }
const NONE = [0, 0, 0, 0, 0, 0] as const

function link(
  afterToBefore: Matrix3,
  change: {
    readonly verdict?: 'aligned' | 'check' | 'needs-points'
    readonly residualPercent?: number
    readonly reasons?: readonly string[]
  } = {},
) {
  return {
    verdict: 'aligned' as const,
    confidence: 40,
    afterToBefore,
    measuringWarp: {
      beforeToAfter: invertTransform(afterToBefore),
      centre: [500, 700] as const,
      scalePx: 700,
      dx: [0, 0, 0, 4, 0, 2] as const,
      dy: NONE,
    },
    residualPercent: 0.3,
    poseDiffers: false,
    reasons: [],
    elapsedMs: 100,
    ...change,
  }
}

const FIRST: Matrix3 = [1.1, 0.02, 30, -0.02, 1.1, -12, 0, 0, 1]
const SECOND: Matrix3 = [0.9, 0, -5, 0.01, 0.9, 44, 0, 0, 1]
const unknown = { verdict: 'needs-points' as const, afterToBefore: FIRST }

describe('a registration by way of another photo', () => {
  it('leads a place through both links, for showing and for measuring', () => {
    const [first, second] = [link(FIRST), link(SECOND)]
    const chain = chainRegistrations(first, second, { baseline, direct: unknown })!
    expect(chain.verdict).toBe('aligned')
    const there = applyTransform(FIRST, applyTransform(SECOND, [400, 600]))
    expect(applyTransform(chain.afterToBefore, [400, 600])[0]).toBeCloseTo(there[0], 6)
    const measured = applyMeasuringWarp(chain.measuringWarp!, [450, 620])
    const stepwise = applyMeasuringWarp(
      second.measuringWarp,
      applyMeasuringWarp(first.measuringWarp, [450, 620]),
    )
    expect(measured[0]).toBeCloseTo(stepwise[0], 1)
    expect(measured[1]).toBeCloseTo(stepwise[1], 1)
  })

  it('follows a head that turns twice up to its rim, by its depth', () => {
    const [middle, radius]: [Point, number] = [[500, 650], 400]
    const square = (r: number): Quartic => [r * r, 0, -1, 0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0]
    const turning = (across: number, down: number) => ({
      ...link(IDENTITY),
      measuringWarp: {
        beforeToAfter: IDENTITY,
        centre: middle,
        scalePx: 800,
        dx: NONE,
        dy: NONE,
        round: {
          square: square(radius / 800),
          dx: [across, 6, 0] as const,
          dy: [down, 0, 6] as const,
        },
      },
    })
    const [first, second] = [turning(50, -20), turning(30, 40)]
    const chain = chainRegistrations(first, second, { baseline, direct: unknown })!
    const flat = fitWarp(
      {
        moved: (place) =>
          applyMeasuringWarp(second.measuringWarp, applyMeasuringWarp(first.measuringWarp, place)),
        squareAt: null,
      },
      IDENTITY,
      baseline,
    )!
    const errorsOf = (warp: MeasuringWarp) =>
      [0, 0.5, 0.8, 0.9].flatMap((share) =>
        [0, 1, 2, 3, 4, 5].map((k) => {
          const [across, down] = [Math.cos((k * Math.PI) / 3), Math.sin((k * Math.PI) / 3)]
          const place: Point = [middle[0] + share * radius * across, middle[1] + share * radius * down]
          const [x, y] = applyMeasuringWarp(
            second.measuringWarp,
            applyMeasuringWarp(first.measuringWarp, place),
          )
          const [u, v] = applyMeasuringWarp(warp, place)
          return Math.hypot(u - x, v - y)
        }),
      )
    expect(Math.max(...errorsOf(chain.measuringWarp!))).toBeLessThan(0.7)
    expect(Math.max(...errorsOf(flat))).toBeGreaterThan(2)
  })

  it('measures by links that earlier engines found as it did', () => {
    const chain = chainRegistrations(link(FIRST), link(SECOND), { baseline, direct: unknown })!
    expect(chain.measuringWarp).not.toHaveProperty('round')
  })

  it('is no surer than its weaker link', () => {
    const weak = link(SECOND, { verdict: 'check', reasons: ['weak-match'] })
    const chain = chainRegistrations(link(FIRST), weak, { baseline, direct: unknown })
    expect(chain).toMatchObject({ verdict: 'check', reasons: ['weak-match', 'chained'] })
  })

  it('is never called aligned where the residuals add up to too much', () => {
    const loose = link(SECOND, { residualPercent: 0.8 })
    const chain = chainRegistrations(link(FIRST), loose, { baseline, direct: unknown })
    expect(chain).toMatchObject({ verdict: 'check', residualPercent: 1.1 })
  })

  it('is never called aligned where a direct registration was found elsewhere', () => {
    const chain = chainRegistrations(link(FIRST), link(SECOND), {
      baseline,
      direct: { verdict: 'check', afterToBefore: [1, 0, 60, 0, 1, 0, 0, 0, 1] },
    })
    expect(chain).toMatchObject({ verdict: 'check', reasons: ['no-agreement', 'chained'] })
  })

  it('leads nowhere through a link that was not found', () => {
    const lost = link(SECOND, { verdict: 'needs-points' })
    expect(chainRegistrations(link(FIRST), lost, { baseline, direct: unknown })).toBeNull()
  })

  it('orders verdicts', () => {
    expect(isBetterVerdict('aligned', 'check')).toBe(true)
    expect(isBetterVerdict('check', 'check')).toBe(false)
    expect(isBetterVerdict('needs-points', 'check')).toBe(false)
  })
})
