import { describe, expect, it } from 'vitest'
import { measureDots } from '../../../src/domain/fade/dot-channel.ts'
import { scalpMasks, type SimulatedShot, simulateShot } from '../../support/simulate-scalp.ts'

const BASELINE: SimulatedShot = { pigment: 1, seed: 1 }

function retentionOf(visit: SimulatedShot, baseline: SimulatedShot = BASELINE): number {
  const measured = measureDots({
    baseline: simulateShot(baseline),
    visit: simulateShot(visit),
    ...scalpMasks(),
    dotSigmaPx: 2.4,
  })
  if (!measured) throw new Error('Nothing measured')
  return measured.ratio
}

describe('the dot channel', () => {
  it('reads no change as 100 percent', () => {
    expect(retentionOf({ pigment: 1, seed: 2 })).toBeCloseTo(1, 2)
  })

  it.each([0.9, 0.75, 0.6, 0.45, 0.3])('finds a pigment of %d within 3 points', (pigment) => {
    expect(Math.abs(retentionOf({ pigment, seed: 3 }) - pigment)).toBeLessThan(0.03)
  })

  it('falls with every step of fading', () => {
    const ratios = [1, 0.85, 0.7, 0.55, 0.4].map((pigment) => retentionOf({ pigment, seed: 4 }))
    expect(ratios).toEqual([...ratios].sort((a, b) => b - a))
  })

  it('does not take white balance for pigment', () => {
    const plain = retentionOf({ pigment: 0.7, seed: 5 })
    expect(retentionOf({ pigment: 0.7, seed: 5, warmth: 1.04 })).toBeCloseTo(plain, 1)
  })

  it('expects a brighter photo to show less contrast', () => {
    // The simulated light is linear, without a camera's tone curve: what the correction adds is seen alone.
    const plain = retentionOf({ pigment: 0.7, seed: 6 })
    expect(retentionOf({ pigment: 0.7, seed: 6, exposure: 1.4 })).toBeGreaterThan(plain)
    expect(retentionOf({ pigment: 0.7, seed: 6, exposure: 0.7 })).toBeLessThan(plain)
  })

  it('sees through gloss on part of the skin', () => {
    expect(Math.abs(retentionOf({ pigment: 0.7, seed: 7, gloss: 0.3 }) - 0.7)).toBeLessThan(0.05)
  })

  it('takes back most of what a softer photo loses', () => {
    const soft = retentionOf({ pigment: 0.7, seed: 8, blurPx: 1.4 })
    expect(soft).toBeGreaterThan(0.6)
    expect(soft).toBeLessThan(0.72)
  })

  it('hardly reads dots that spread as dots that faded', () => {
    expect(retentionOf({ pigment: 1, seed: 9, spread: 1.15 })).toBeGreaterThan(0.82)
  })

  it('tells a softer visit by its finest texture', () => {
    const sharpnessAt = (blurPx: number) =>
      measureDots({
        baseline: simulateShot(BASELINE),
        visit: simulateShot({ pigment: 0.7, seed: 12, blurPx }),
        ...scalpMasks(),
        dotSigmaPx: 2.4,
      })?.sharpness ?? 0
    expect(sharpnessAt(2)).toBeLessThan(sharpnessAt(0.6) - 0.3)
  })

  it('is less sure of a photo in another light', () => {
    const sigmaAt = (exposure: number) =>
      measureDots({
        baseline: simulateShot(BASELINE),
        visit: simulateShot({ pigment: 0.7, seed: 10, exposure }),
        ...scalpMasks(),
        dotSigmaPx: 2.4,
      })?.sigma ?? 0
    expect(sigmaAt(1.6)).toBeGreaterThan(sigmaAt(1))
  })

  it('leaves tiles out that are cut off at white', () => {
    const visit = simulateShot({ pigment: 0.7, seed: 11 })
    for (let i = 0; i < visit.clipped.length; i++) if (i % 320 < 100) visit.clipped[i] = 1
    const measured = measureDots({
      baseline: simulateShot(BASELINE),
      visit,
      ...scalpMasks(),
      dotSigmaPx: 2.4,
    })
    const left = measured?.tiles.filter((tile) => tile.x + measured.tileSize <= 100) ?? []
    expect(left.length).toBeGreaterThan(0)
    expect(left.every((tile) => tile.ratio === null)).toBe(true)
    expect(measured?.ratio).toBeCloseTo(0.7, 1)
    expect(measured?.clippedShare).toBeGreaterThan(0.3)
  })

  it('says nothing where the patterns do not lie on each other', () => {
    const measured = measureDots({
      baseline: simulateShot(BASELINE),
      visit: simulateShot({ pigment: 0.8, shift: [5, 4] }),
      ...scalpMasks(),
      dotSigmaPx: 2.4,
    })
    expect(measured).toBeNull()
  })
})
