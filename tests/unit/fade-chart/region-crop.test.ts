import { expect, test } from 'vitest'
import { regionCrop } from '../../../src/domain/fade-chart/region-crop.ts'

const photo = { width: 1200, height: 1600 }

test('holds all regions in the wanted shape', () => {
  const crop = regionCrop(
    [
      [
        [400, 300],
        [800, 300],
        [600, 500],
      ],
    ],
    photo,
    2,
  )
  expect(crop.width / crop.height).toBeCloseTo(2)
  expect(crop.left).toBeLessThan(400)
  expect(crop.left + crop.width).toBeGreaterThan(800)
  expect(crop.top).toBeLessThan(300)
  expect(crop.top + crop.height).toBeGreaterThan(500)
})

test('stays inside the photo at its edge', () => {
  const crop = regionCrop(
    [
      [
        [0, 0],
        [300, 0],
        [300, 200],
      ],
    ],
    photo,
    1.5,
  )
  expect([crop.left, crop.top]).toEqual([0, 0])
})

test('never shows more than the photo, but the middle of the regions', () => {
  const tall = [
    [
      [100, 200],
      [1100, 200],
      [600, 1400],
    ],
  ] as const
  expect(regionCrop(tall, photo, 2)).toEqual({ left: 0, top: 500, width: 1200, height: 600 })
})

test('shows the middle of the photo where nothing is drawn', () => {
  expect(regionCrop([], photo, 2)).toEqual({ left: 0, top: 500, width: 1200, height: 600 })
})
