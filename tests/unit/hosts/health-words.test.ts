import { expect, it } from 'vitest'
import type { CatalogueHealth } from '../../../src/contract/upkeep.ts'
import type { PhotoId } from '../../../src/contract/ids.ts'
import { healthWords } from '../../../src/hosts/cli/commands/health-words.ts'

const health = (originals: CatalogueHealth['originals']): CatalogueHealth => ({
  isSound: true,
  integrity: [],
  danglingRows: 0,
  unreadable: [],
  soundBackup: null,
  photos: 3,
  originals,
  smallPictures: { missing: 0, made: 0, orphans: 0, orphanBytes: 0, removed: 0 },
  newestBackup: null,
})

it.each([
  ['rotten', /other bytes/],
  ['unreadable', /could not be read/],
  ['forbidden', /may not be read/],
  ['edited', /saved anew/],
  ['gone', /not where they were/],
] as const)('an original that is %s is told with its file', (problem, words) => {
  const found = { photo: 1 as PhotoId, file: '/Photos/front.jpg', problem }
  const told = healthWords(health({ checked: 3, offline: 0, problems: [found] }))
  expect(told).toMatch(words)
  expect(told).toContain('  /Photos/front.jpg\n')
  expect(told).toContain('2 originals read in full')
})

it('speaks of no original where none was to be read', () => {
  expect(healthWords(health({ checked: 0, offline: 0, problems: [] }))).not.toContain('original')
})
