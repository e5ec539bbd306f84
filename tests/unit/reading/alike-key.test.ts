import { describe, expect, it } from 'vitest'
import { alikeKey } from '../../../src/domain/reading/alike-key.ts'
import { readPaths } from '../../../src/domain/reading/read-paths.ts'
import { NOTHING_SAID } from '../../../src/domain/reading/said-of-names.ts'

describe('what alike file names have in common', () => {
  it.each([
    ['fh', 'fh'],
    ['FH 2', 'fh'],
    ['fh_2026-03-14', 'fh'],
    ['fh_left (3)', 'fh left'],
    ['IMG_2031', null],
    ['photo 3', null],
    ['20260314_102205', null],
    ['', null],
    ['Facetune_12-03-2024-10-11-12', null],
    ['WhatsApp Bild 2024-03-12 um 10.11.12 fh', 'fh'],
  ])('of %s is %s', (stem, key) => {
    expect(alikeKey(stem)).toBe(key)
  })
})

describe('what a person said of a folder', () => {
  const root = { name: 'Photos', parentName: null }
  const paths = [
    { folders: ['Lee', '03-04-2026'], stem: 'fh 1' },
    { folders: ['Lee', '03-04-2026'], stem: 'top' },
    { folders: ['Lee', '03-04-2026'], stem: 'IMG_1' },
  ]
  const read = (said?: Parameters<typeof readPaths>[2]) =>
    readPaths(paths, root, said).map(({ date, isDateAmbiguous, view, viewSource }) => [
      date,
      isDateAmbiguous,
      view,
      viewSource,
    ])

  it('settles its dates and the views of its names', () => {
    expect(read()).toEqual([
      ['2026-03-04', true, 'unknown', 'none'],
      ['2026-03-04', true, 'top', 'file-name'],
      ['2026-03-04', true, 'unknown', 'none'],
    ])
    const views = new Map([
      ['fh', 'front'],
      ['top', 'crown'],
    ] as const)
    expect(read({ ...NOTHING_SAID, dayOrder: 'day-first', views })).toEqual([
      ['2026-04-03', false, 'front', 'derived'],
      ['2026-04-03', false, 'crown', 'derived'],
      ['2026-04-03', false, 'unknown', 'none'],
    ])
  })
})
