import { expect, it } from 'vitest'
import {
  addToRegionMove,
  isRegionAsFound,
  moveRegion,
  REGION_AS_FOUND,
} from '../../../src/domain/viewer/region-move.ts'

const SQUARE = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
] as const

it('moves a region and sizes it around its middle, within limits', () => {
  const moved = addToRegionMove(addToRegionMove(REGION_AS_FOUND, { dx: 3 }), { dy: -2, factor: 2 })
  expect(moveRegion(SQUARE, moved)).toEqual([
    [-2, -7],
    [18, -7],
    [18, 13],
    [-2, 13],
  ])
  expect(addToRegionMove(moved, { factor: 100 }).factor).toBe(2.5)
  expect(isRegionAsFound(moved)).toBe(false)
  expect(moveRegion(SQUARE, REGION_AS_FOUND)).toEqual(SQUARE)
})

it('starts from where a person had it, unmoved to the last digit', () => {
  const kept = [
    [0.1, 0.2],
    [1 / 3, 7.7],
    [5.3, 0.7],
  ] as const
  const start = { ...REGION_AS_FOUND, from: kept }
  expect(isRegionAsFound(start)).toBe(false)
  expect(moveRegion(SQUARE, start)).toEqual(kept)
  expect(moveRegion(SQUARE, addToRegionMove(start, { dx: 1 }))[0]?.[0]).toBeCloseTo(1.1)
})
