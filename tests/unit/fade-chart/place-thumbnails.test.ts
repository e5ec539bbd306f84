import { expect, test } from 'vitest'
import { placeThumbnails, type ThumbnailAnchor } from '../../../src/domain/fade-chart/place-thumbnails.ts'
import type { Rect } from '../../../src/domain/viewer/size.ts'

const size = { width: 60, height: 45 }
const bounds = { left: 50, top: 0, width: 900, height: 500 }
const mark = (x: number, y: number): ThumbnailAnchor => ({ x, top: y, bottom: y })

const overlaps = (a: Rect, b: Rect) =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height

test('puts a picture above its mark, in the middle', () => {
  expect(placeThumbnails([mark(400, 300)], size, bounds)).toEqual([{ left: 370, top: 245, ...size }])
})

test('keeps the pictures of close visits apart, and off the marks', () => {
  const anchors = [mark(100, 120), mark(100, 200), mark(126, 210), mark(150, 215)]
  const places = placeThumbnails(anchors, size, bounds)
  for (const [index, place] of places.entries()) {
    for (const other of places.slice(index + 1)) expect(overlaps(place, other)).toBe(false)
    for (const { x, top } of anchors) {
      expect(overlaps(place, { left: x - 4, top: top - 4, width: 8, height: 8 })).toBe(false)
    }
  }
})

test('never leaves the chart', () => {
  const [first, last] = placeThumbnails([mark(52, 10), mark(948, 490)], size, bounds)
  expect(first.left).toBeGreaterThanOrEqual(50)
  expect(first.top).toBeGreaterThanOrEqual(0)
  expect(last.left + last.width).toBeLessThanOrEqual(950)
})
