import { expect, test } from 'vitest'
import { outlineArea, outlineProblem } from '../../../src/domain/fade-chart/outline-problem.ts'

test('accepts a plain outline, also a hollow one', () => {
  expect(
    outlineProblem([
      [0, 0],
      [100, 0],
      [60, 50],
      [100, 100],
      [0, 100],
    ]),
  ).toBeNull()
})

test('notices an outline that crosses itself', () => {
  expect(
    outlineProblem([
      [0, 0],
      [100, 100],
      [100, 0],
      [0, 100],
    ]),
  ).toBe('crosses-itself')
})

test('notices an outline that encloses next to nothing', () => {
  expect(
    outlineProblem([
      [0, 0],
      [10, 0],
      [10, 10],
    ]),
  ).toBe('too-small')
})

test('knows the area of a polygon, whichever way round it was drawn', () => {
  const triangle = [
    [0, 0],
    [40, 0],
    [40, 30],
  ] as const
  expect([outlineArea(triangle), outlineArea([...triangle].reverse())]).toEqual([600, 600])
})
