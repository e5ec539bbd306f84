import { expect, test } from 'vitest'
import type { NeedItem } from '../../../src/contract/needs.ts'
import { countWords } from '../../../src/ui/needs/need-words.ts'
import { scopesOf } from '../../../src/ui/needs/scopes-of.ts'

const ALL = ['photo', 'visit', 'client'] as const

// Only the numbers play a part.
const item = (visitPhotos: number, clientPhotos: number, folder: string | null = null) =>
  ({ visitPhotos, clientPhotos, folder }) as NeedItem

test('an answer can hold for the photo, its visit or its client, where these differ', () => {
  const ids = (visit: number, client: number) => scopesOf(item(visit, client), ALL).map(({ id }) => id)
  expect(ids(3, 9)).toEqual(['photo', 'visit', 'client'])
  expect(ids(3, 3)).toEqual(['photo', 'visit'])
  expect(ids(1, 9)).toEqual(['photo', 'client'])
  expect(ids(1, 1)).toEqual(['photo'])
  expect(scopesOf(item(3, 9), ['photo', 'visit']).map(({ words }) => words)).toEqual([
    'This photo',
    'Visit (3)',
  ])
})

test('an answer can hold for all that are read alike, where there is a file to read', () => {
  const ids = (folder: string | null) => scopesOf(item(1, 9, folder), ['photo', 'alike']).map(({ id }) => id)
  expect(ids('/photos')).toEqual(['photo', 'alike'])
  expect(ids(null)).toEqual(['photo'])
})

test('a count that ends at a limit says that there may be more', () => {
  expect(countWords(12, 1000)).toBe('12')
  expect(countWords(1000, 1000)).toBe('999+')
})
