import { expect, it } from 'vitest'
import { offlineWords } from '../../../src/ui/clients/offline-words.ts'

it.each([
  [1, 1, /^The only photo is on .* it comes back by itself\.$/],
  [3, 3, /^All photos are on .* they come back by themselves\.$/],
  [1, 3, /^1 of 3 photos is on .* it comes back by itself\.$/],
  [2, 3, /^2 of 3 photos are on .* they come back by themselves\.$/],
])('%s of %s photos on a drive that is off are told as one would say it', (offline, photos, words) => {
  expect(offlineWords(offline, photos)).toMatch(words)
})
