import { expect, test } from 'vitest'
import { exposureWords, shiftWords } from '../../../src/ui/clients/camera-words.ts'

test('an exposure reads as cameras write it', () => {
  const settings = { exposureSeconds: 0.008264, fNumber: 1.78, iso: 64, hasPlace: false }
  expect(exposureWords(settings)).toBe('1/121 s, f/1.8, ISO 64')
  expect(exposureWords({ ...settings, exposureSeconds: 2.5, fNumber: null })).toBe('2.5 s, ISO 64')
  expect(exposureWords({ exposureSeconds: null, fNumber: null, iso: null, hasPlace: true })).toBe(null)
})

test.each([
  [125, '2 h 5 min later'],
  [-60, '1 h earlier'],
  [-1440, '1 day earlier'],
  [527040, '366 days later'],
])('a shift of %i minutes is %s', (minutes, words) => {
  expect(shiftWords(minutes)).toBe(words)
})
