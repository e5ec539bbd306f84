import { describe, expect, it } from 'vitest'
import type { DisplacementField } from '../../../src/domain/fade/displacement-field.ts'
import { type Plane, samplePlane } from '../../../src/domain/fade/plane.ts'
import { refineDisplacement } from '../../../src/domain/fade/refine-displacement.ts'
import { SCALP, scalpMasks, simulateShot } from '../../support/simulate-scalp.ts'

function movedBy(plane: Plane, field: DisplacementField): Plane {
  const data = new Float32Array(plane.data.length)
  for (let y = 0; y < plane.heightPx; y++) {
    for (let x = 0; x < plane.widthPx; x++) {
      const [dx, dy] = field(x + 0.5, y + 0.5)
      data[y * plane.widthPx + x] = samplePlane(plane, x + 0.5 + dx, y + 0.5 + dy)
    }
  }
  return { ...plane, data }
}

describe('refining a registration', () => {
  it('finds a shift of several samples to a fraction of one', () => {
    const baseline = simulateShot({ pigment: 1, seed: 1 }).red
    const visit = simulateShot({ pigment: 0.6, seed: 2, shift: [6.3, -4.6] }).red
    const refined = refineDisplacement(baseline, (field) => movedBy(visit, field), scalpMasks().treated, 2.4)
    const [dx, dy] = refined.field(100, SCALP.heightPx / 2)
    expect(Math.hypot(dx - 6.3, dy + 4.6)).toBeLessThan(0.15)
    expect(refined.agreement).toBeGreaterThan(0.8)
  })

  it('follows a shift that changes over the region', () => {
    const baseline = simulateShot({ pigment: 1, seed: 1 }).red
    const bend: DisplacementField = (x, y) => [3 + 4 * (x / 320) ** 2, 2 - 0.015 * y]
    const visit = movedBy(baseline, (x, y) => {
      const [dx, dy] = bend(x, y)
      return [-dx, -dy]
    })
    const refined = refineDisplacement(baseline, (field) => movedBy(visit, field), scalpMasks().treated, 2.4)
    for (const [x, y] of [
      [60, 60],
      [110, 130],
      [160, 180],
    ]) {
      // A place that was moved by the bend comes back by the bend where it landed.
      const [dx, dy] = refined.field(x, y)
      const [backX, backY] = bend(x + dx, y + dy)
      expect(Math.hypot(dx - backX, dy - backY)).toBeLessThan(0.3)
    }
  })

  it('reports little agreement for another scalp', () => {
    const baseline = simulateShot({ pigment: 1, seed: 1 }).red
    const other = movedBy(baseline, () => [0, 0])
    const upsideDown = { ...other, data: simulateShot({ pigment: 1 }).red.data.toReversed() }
    const refined = refineDisplacement(
      baseline,
      (field) => movedBy(upsideDown, field),
      scalpMasks().treated,
      2.4,
    )
    expect(refined.agreement).toBeLessThan(0.5)
  })
})
