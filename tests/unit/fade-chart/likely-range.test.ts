import { expect, test } from 'vitest'
import { likelyRange } from '../../../src/domain/fade-chart/likely-range.ts'

test('holds 80 % of a normal distribution', () => {
  const range = likelyRange(66, 5)!
  expect(range.lowPercent).toBeCloseTo(59.592, 3)
  expect(range.highPercent).toBeCloseTo(72.408, 3)
  expect(range.plusMinusPp).toBeCloseTo(6.408, 3)
})

test('never goes below nothing', () => {
  expect(likelyRange(4, 8)!.lowPercent).toBe(0)
})

test('is unknown where the figure or its uncertainty is', () => {
  expect([likelyRange(null, 5), likelyRange(66, null)]).toEqual([null, null])
})
