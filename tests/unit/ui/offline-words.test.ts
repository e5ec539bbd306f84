import { expect, it } from 'vitest'
import type { PhotoStatus } from '../../../src/contract/vocabulary.ts'
import { offlineWords } from '../../../src/ui/clients/offline-words.ts'

const photos = (...statuses: PhotoStatus[]): { readonly status: PhotoStatus }[] =>
  statuses.map((status) => ({ status }))

it.each([
  [photos('offline'), /^The only photo is on a drive .* it comes back by itself\.$/],
  [photos('offline', 'offline'), /^All photos are on a drive .* they come back by themselves\.$/],
  [photos('ok', 'offline', 'missing'), /^1 of 3 photos is on a drive .* it comes back by itself\.$/],
  [photos('ok', 'offline', 'offline'), /^2 of 3 photos are on a drive .* they come back by themselves\.$/],
  [
    photos('forbidden', 'ok'),
    /^1 of 2 photos may not be read: have that allowed .* it comes back by itself\.$/,
  ],
])('photos that cannot be reached are told as one would say it: %j', (all, words) => {
  expect(offlineWords(all)).toEqual([expect.stringMatching(words)])
})

it('each reason has a sentence of its own, and what can be read none', () => {
  expect(offlineWords(photos('offline', 'forbidden', 'ok'))).toHaveLength(2)
  expect(offlineWords(photos('ok', 'damaged', 'missing'))).toEqual([])
})
