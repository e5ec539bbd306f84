import { expect, it } from 'vitest'
import {
  completeLandmarks,
  MOST_LANDMARKS,
  neighbourOf,
  placeLandmark,
  type Landmark,
} from '../../../src/domain/viewer/landmark-editing.ts'

const ONE_AND_A_HALF: readonly Landmark[] = [
  { before: [10, 10], after: [12, 11] },
  { before: null, after: [52, 51] },
]

it('completes the landmark that waits for this side before it begins another', () => {
  expect(placeLandmark(ONE_AND_A_HALF, 'before', [50, 50])).toEqual({
    landmarks: [ONE_AND_A_HALF[0], { before: [50, 50], after: [52, 51] }],
    selection: { index: 1, side: 'before' },
  })
  expect(placeLandmark(ONE_AND_A_HALF, 'after', [70, 70])).toEqual({
    landmarks: [...ONE_AND_A_HALF, { before: null, after: [70, 70] }],
    selection: { index: 2, side: 'after' },
  })
})

it('takes no more than the most landmarks that can be used', () => {
  const many = Array.from({ length: MOST_LANDMARKS }, (_, i): Landmark => ({ before: [i, i], after: [i, i] }))
  expect(placeLandmark(many, 'before', [1, 1])).toBe(null)
})

it('counts only landmarks that are marked in both photos', () => {
  expect(completeLandmarks(ONE_AND_A_HALF)).toEqual([{ before: [10, 10], after: [12, 11] }])
})

it('goes through before and after of each landmark in turn and leaves at the ends', () => {
  expect(neighbourOf(ONE_AND_A_HALF, null, 1)).toEqual({ index: 0, side: 'before' })
  expect(neighbourOf(ONE_AND_A_HALF, { index: 0, side: 'before' }, 1)).toEqual({ index: 0, side: 'after' })
  expect(neighbourOf(ONE_AND_A_HALF, { index: 0, side: 'after' }, 1)).toEqual({ index: 1, side: 'after' })
  expect(neighbourOf(ONE_AND_A_HALF, { index: 1, side: 'after' }, 1)).toBe(null)
  expect(neighbourOf(ONE_AND_A_HALF, { index: 0, side: 'before' }, -1)).toBe(null)
})
