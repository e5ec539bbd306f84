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
