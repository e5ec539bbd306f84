import { describe, expect, it } from 'vitest'
import { combineChannels } from '../../../src/domain/fade/combine-channels.ts'
import { measureAddedDensity } from '../../../src/domain/fade/density-channel.ts'
import { fitSmoothField, latticeField } from '../../../src/domain/fade/displacement-field.ts'
import { estimateDotScale, showsDots } from '../../../src/domain/fade/dot-scale.ts'
import { glossShares } from '../../../src/domain/fade/gloss.ts'
import { phaseOn } from '../../../src/domain/fade/phase-of.ts'
import { blurPlane } from '../../../src/domain/fade/blur-plane.ts'
import { emptyPlane, samplePlane, subtractPlanes } from '../../../src/domain/fade/plane.ts'
import { dilateMask, erodeMask, polygonMask } from '../../../src/domain/fade/polygon-mask.ts'
import {
  median,
  robustDeviation,
  weightedLeastSquares,
  weightedQuantile,
} from '../../../src/domain/fade/robust.ts'
import { SCALP, scalpMasks, simulateShot } from '../../support/simulate-scalp.ts'

const GRID = { leftPx: 0, topPx: 0, stepPx: 1, width: 10, height: 8 }

function countOf(mask: Uint8Array): number {
  return mask.reduce((sum, value) => sum + value, 0)
}

describe('planes', () => {
  it('keeps the sum of light when it blurs, and a flat plane flat', () => {
    const spot = emptyPlane(31, 31)
    spot.data[15 * 31 + 15] = 1
    expect(blurPlane(spot, 2).data.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5)
    const flat = { ...spot, data: spot.data.map(() => 3) }
    expect([...blurPlane(flat, 4).data].every((value) => Math.abs(value - 3) < 1e-5)).toBe(true)
  })

  it('samples at pixel centres and between them, and nothing beyond the border', () => {
    const ramp = emptyPlane(10, 10)
    for (let i = 0; i < 100; i++) ramp.data[i] = (i % 10) + 0.5
    expect(samplePlane(ramp, 4.5, 5.5)).toBeCloseTo(4.5, 6)
    expect(samplePlane(ramp, 4.9, 5.2)).toBeCloseTo(4.9, 6)
    expect(samplePlane(ramp, -1, 5)).toBeNaN()
    expect(samplePlane(ramp, 9.9, 5)).toBeNaN()
    expect(samplePlane(ramp, Number.NaN, 5)).toBeNaN()
  })
})

describe('polygons', () => {
  it('takes the samples whose centres are inside, on a shifted and coarser grid too', () => {
    const square = [
      [2, 2],
      [6, 2],
      [6, 6],
      [2, 6],
    ] as const
    expect(countOf(polygonMask([square], GRID))).toBe(16)
    const coarse = { leftPx: -2, topPx: -2, stepPx: 2, width: 6, height: 6 }
    expect(countOf(polygonMask([square], coarse))).toBe(4)
  })

  it('adds polygons up and cuts them at the grid', () => {
    const left = [
      [-5, -5],
      [3, -5],
      [3, 20],
      [-5, 20],
    ] as const
    const overlapping = [
      [2, 0],
      [4, 0],
      [4, 8],
      [2, 8],
    ] as const
    expect(countOf(polygonMask([left, overlapping], GRID))).toBe(4 * 8)
  })

  it('erodes by a square', () => {
    const all = new Uint8Array(80).fill(1)
    expect(countOf(erodeMask(all, 10, 8, 2))).toBe(6 * 4)
  })
})

describe('masks and fields', () => {
  it('dilates by a square, up to the edge of the grid', () => {
    const one = new Uint8Array(80)
    one[3 * 10 + 4] = 1
    expect(countOf(dilateMask(one, 10, 8, 2))).toBe(25)
    const corner = new Uint8Array(80)
    corner[0] = 1
    expect(countOf(dilateMask(corner, 10, 8, 2))).toBe(9)
  })

  it('interpolates a field of shifts from its lattice', () => {
    const field = latticeField((x, y) => [1 + 0.01 * x, 2 - 0.02 * y], { widthPx: 50, heightPx: 40 })
    const [dx, dy] = field(21.3, 17.8)
    expect(dx).toBeCloseTo(1.213, 5)
    expect(dy).toBeCloseTo(1.644, 5)
  })

  it('leaves out shifts that do not belong to a smooth field', () => {
    const shifts = Array.from({ length: 40 }, (_, i) => {
      const x = 40 * (i % 8)
      const y = 40 * Math.floor(i / 8)
      const isAstray = i % 5 === 2
      return { x, y, dx: isAstray ? -9 : 3 + 0.005 * x, dy: isAstray ? 8 : -2, correlation: 0.9 }
    })
    const fit = fitSmoothField(shifts, { widthPx: 320, heightPx: 200 })
    expect(fit?.agreeing).toHaveLength(32)
    const [dx, dy] = fit?.field(100, 100) ?? [0, 0]
    expect(dx).toBeCloseTo(3.5, 3)
    expect(dy).toBeCloseTo(-2, 3)
  })
})

describe('robust statistics', () => {
  it('finds middles and spreads', () => {
    expect(median([5, 1, 3])).toBe(3)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([])).toBeNaN()
    expect(robustDeviation([1, 2, 3, 4, 1000])).toBeCloseTo(1.4826, 6)
    expect(weightedQuantile([1, 2, 3], [1, 1, 8], 0.5)).toBeCloseTo(2 + 0.35 / 0.45, 9)
  })

  it('fits a line through weighted points and refuses a singular system', () => {
    const design = [0, 1, 2, 3].map((x) => [1, x])
    const fit = weightedLeastSquares(design, [1, 3, 5, 100], [1, 1, 1, 0])
    expect(fit?.map((value) => Number(value.toFixed(9)))).toEqual([1, 2])
    const twice = [
      [1, 1],
      [1, 1],
    ]
    expect(weightedLeastSquares(twice, [1, 1], [1, 1])).toBeNull()
  })
})

describe('the size of dots', () => {
  it('is found from the picture alone', () => {
    const { treated, bare } = scalpMasks()
    const scale = estimateDotScale(simulateShot({ pigment: 1 }).red, treated, bare)
    expect(scale?.sigmaPx).toBeGreaterThan(1.7)
    expect(scale?.sigmaPx).toBeLessThan(3.1)
    expect(scale && showsDots(scale)).toBe(true)
  })

  it('is not claimed where there is no pigment', () => {
    const { treated, bare } = scalpMasks()
    const scale = estimateDotScale(simulateShot({ pigment: 0 }).red, treated, bare)
    expect(scale && showsDots(scale)).toBe(false)
  })
})

describe('gloss', () => {
  const bare = Array.from({ length: 10 }, () => Math.log10(0.55))
  const matte = Array.from({ length: 10 }, () => Math.log10(0.6))
  const shiny = matte.map(() => Math.log10(0.7))

  it('is nothing on matte skin, and follows the tint on shiny tiles', () => {
    const shares = glossShares({ treated: matte, bare }, { treated: [...matte, shiny[0]], bare })
    expect(Math.max(...shares.baseline)).toBeCloseTo(0, 9)
    expect(shares.visit.at(-1)).toBeCloseTo(0.25, 9)
  })

  it('is found where a whole region shines in one photo only', () => {
    const shares = glossShares({ treated: matte, bare }, { treated: shiny, bare })
    expect(shares.visit.every((share) => Math.abs(share - 0.25) < 1e-9)).toBe(true)
  })

  it('is not made up by white balance, which the bare skin shows as well', () => {
    const cooler = (tints: readonly number[]) => tints.map((tint) => tint + Math.log10(1.1))
    const shares = glossShares({ treated: matte, bare }, { treated: cooler(matte), bare: cooler(bare) })
    expect([...shares.baseline, ...shares.visit].every((share) => Math.abs(share) < 1e-9)).toBe(true)
  })
})

describe('the density channel', () => {
  const { treated, bare } = scalpMasks()

  it('finds the added density under a slope of light', () => {
    const before = simulateShot({ pigment: 0 }).red
    const measured = (pigment: number) => {
      const after = simulateShot({ pigment, seed: 3 }).red
      const change = subtractPlanes(after, before)
      for (let i = 0; i < change.data.length; i++)
        change.data[i] += 0.08 * ((i % SCALP.widthPx) / SCALP.widthPx)
      return measureAddedDensity(change, treated, bare, 30)?.density ?? 0
    }
    expect(measured(1)).toBeGreaterThan(0.05)
    expect(measured(0.6) / measured(1)).toBeCloseTo(0.6, 1)
    expect(Math.abs(measured(0))).toBeLessThan(0.01)
  })

  it('says nothing without enough bare skin', () => {
    const plane = simulateShot({ pigment: 1 }).red
    expect(measureAddedDensity(plane, treated, new Uint8Array(bare.length), 30)).toBeNull()
  })
})

describe('both channels', () => {
  it('are averaged by their uncertainty where they agree', () => {
    const combined = combineChannels({ retention: 0.7, sigma: 0.04 }, { retention: 0.8, sigma: 0.08 })
    expect(combined.retention).toBeCloseTo(0.72, 6)
    expect(combined.sigma).toBeLessThan(0.04)
    expect(combined.channelsAgree).toBe(true)
  })

  it('leave the density out where it disagrees', () => {
    const dots = { retention: 0.7, sigma: 0.04 }
    expect(combineChannels(dots, { retention: 0.9, sigma: 0.02 })).toEqual({ ...dots, channelsAgree: false })
    expect(combineChannels(dots, null)).toEqual({ ...dots, channelsAgree: true })
  })
})

describe('the phase of a photo', () => {
  it('follows the days since the last session', () => {
    const sessions = ['2024-01-15', '2024-03-01']
    const phases = [
      '2024-01-14',
      '2024-01-15',
      '2024-01-22',
      '2024-01-23',
      '2024-02-12',
      '2024-03-03',
      '2024-03-29',
    ]
    expect(phases.map((date) => phaseOn(date, sessions))).toEqual([
      'pre-treatment',
      'fresh',
      'fresh',
      'healing',
      'healed',
      'fresh',
      'healed',
    ])
    expect(phaseOn('2024-01-14', [])).toBe('unknown')
  })
})
