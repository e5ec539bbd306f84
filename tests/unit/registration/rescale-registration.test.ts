import { expect, test } from 'vitest'
import { applyMeasuringWarp, type MeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import { rescaleRegistration } from '../../../src/domain/rescale-registration.ts'
import { applyTransform, type Matrix3, type Point } from '../../../src/domain/transform.ts'

const afterToBefore: Matrix3 = [0.9, -0.1, 12, 0.1, 0.95, -7, 1e-5, -2e-5, 1]
const measuringWarp: MeasuringWarp = {
  beforeToAfter: [1.1, 0.1, -9, -0.1, 1.05, 8, 1e-5, 0, 1],
  centre: [300, 400],
  scalePx: 512,
  dx: [1, 2, 3, 4, 5, 6],
  dy: [-1, 2, -3, 4, -5, 6],
  round: {
    square: [0.4, -0.1, -0.8, 0.05, -0.1, 0.1, 0.2, 0.1, 0.05, -1, 0.1, -0.2, 0.1, 0.05, -0.1],
    dx: [30, 4, 1],
    dy: [-20, 3, 7],
  },
}

test('a registration found on copies says the same of the full-size photos', () => {
  const scales = { before: 2, after: 1.5 }
  const full = rescaleRegistration({ afterToBefore, measuringWarp }, scales)
  const after: Point = [210, 340]
  const shown = applyTransform(afterToBefore, after)
  const shownFull = applyTransform(full.afterToBefore, [after[0] * 1.5, after[1] * 1.5])
  expect(shownFull[0]).toBeCloseTo(shown[0] * 2, 6)
  expect(shownFull[1]).toBeCloseTo(shown[1] * 2, 6)

  const before: Point = [512, 128]
  const measured = applyMeasuringWarp(measuringWarp, before)
  if (full.measuringWarp === null) throw new Error('the warp was lost')
  const measuredFull = applyMeasuringWarp(full.measuringWarp, [before[0] * 2, before[1] * 2])
  expect(measuredFull[0]).toBeCloseTo(measured[0] * 1.5, 6)
  expect(measuredFull[1]).toBeCloseTo(measured[1] * 1.5, 6)
})
