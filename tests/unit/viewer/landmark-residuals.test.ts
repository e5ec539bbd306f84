import { expect, it } from 'vitest'
import { landmarkResiduals } from '../../../src/domain/viewer/landmark-residuals.ts'

it('tells how far each landmark misses its partner, in percent of the before width', () => {
  const residuals = landmarkResiduals(
    [
      { before: [100, 100], after: [200, 200] },
      { before: [103, 104], after: [200, 200] },
    ],
    [0.5, 0, 0, 0, 0.5, 0, 0, 0, 1],
    1000,
  )
  expect(residuals).toEqual([0, 0.5])
})
