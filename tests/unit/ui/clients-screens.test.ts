import { describe, expect, test } from 'vitest'
import { ERROR_CODES } from '../../../src/contract/errors.ts'
import { fitted, panned, zoomed } from '../../../src/ui/clients/placement.ts'
import { stepInGrid } from '../../../src/ui/clients/step-in-grid.ts'
import { folderName } from '../../../src/ui/import/folder-name.ts'
import { parseDay } from '../../../src/ui/needs/parse-day.ts'
import { count, formatDate, formatDateTime, formatVisitDate } from '../../../src/ui/parts/dates.ts'
import { errorWords } from '../../../src/ui/parts/error-words.ts'

describe('dates in words', () => {
  test('a day is written as a clinic writes it', () => {
    expect(formatDate('2024-01-05')).toBe('5 Jan 2024')
    expect(formatVisitDate(null)).toBe('Date unknown')
    expect(formatDateTime('2026-03-14T10:22:05')).toBe('14 Mar 2026, 10:22')
  })

  test('a day that is typed is taken only where it can be one day', () => {
    expect(parseDay(' 14 Mar 2026 ')).toEqual({ kind: 'day', date: '2026-03-14' })
    expect(parseDay('14.3.26')).toEqual({ kind: 'day', date: '2026-03-14' })
    for (const text of ['26.3.14', '24-03-12', '3-4-2026', 'March'])
      expect(parseDay(text)).toMatchObject({ kind: 'problem' })
  })

  test('a number takes its noun with it', () => {
    expect([count(0, 'photo'), count(1, 'photo'), count(1200, 'photo')]).toEqual([
      '0 photos',
      '1 photo',
      '1,200 photos',
    ])
  })
})

describe('arrow keys among cards, four in a row, ten in all', () => {
  const from = (index: number, key: string) => stepInGrid(key, { index, columns: 4, count: 10, pageRows: 2 })

  test('down and up keep the column, and down ends at the last card', () => {
    expect([from(1, 'ArrowDown'), from(5, 'ArrowUp'), from(7, 'ArrowDown')]).toEqual([5, 1, 9])
  })

  test('up from the first row leaves the grid', () => {
    expect(from(2, 'ArrowUp')).toBe('above')
  })

  test('left and right go through the rows, and not beyond the ends', () => {
    expect([from(3, 'ArrowRight'), from(0, 'ArrowLeft'), from(9, 'ArrowRight')]).toEqual([4, 0, 9])
  })

  test('page keys move by pages, Home and End to the ends, other keys are left alone', () => {
    expect([from(1, 'PageDown'), from(9, 'PageUp'), from(5, 'Home'), from(5, 'End')]).toEqual([9, 1, 0, 9])
    expect(from(5, 'a')).toBeNull()
  })
})

describe('placing a photo on its stage', () => {
  const photo = { width: 4000, height: 3000 }
  const stage = { width: 1032, height: 832 }
  const fit = fitted(photo, stage)

  test('the whole photo stands in the middle, with a margin', () => {
    expect(fit).toEqual({ scale: 0.25, x: 16, y: 41 })
  })

  test('a small photo is not blown up', () => {
    expect(fitted({ width: 100, height: 50 }, stage)).toEqual({ scale: 1, x: 466, y: 391 })
  })

  test('zooming keeps the point under the pointer where it is', () => {
    const at = { x: 300, y: 200 }
    const after = zoomed(fit, 2, at, fit)
    const under = ({ x, y, scale }: typeof fit) => [(at.x - x) / scale, (at.y - y) / scale]
    expect(after.scale).toBe(0.5)
    expect(under(after)).toEqual(under(fit))
  })

  test('zooming ends at 800 % and at half the fit', () => {
    expect(zoomed(fit, 1000, { x: 0, y: 0 }, fit).scale).toBe(8)
    expect(zoomed(fit, 0.001, { x: 0, y: 0 }, fit).scale).toBe(0.125)
  })

  test('panning moves by stage pixels', () => {
    expect(panned(fit, 10, -20)).toEqual({ scale: 0.25, x: 26, y: 21 })
  })
})

test('a folder is called by its last part, on every system', () => {
  expect(['/home/a/Photos 2024', '/home/a/Photos/', 'C:\\Clinic\\Photos', '/'].map(folderName)).toEqual([
    'Photos 2024',
    'Photos',
    'Photos',
    '/',
  ])
})

test('every error code has its own words: what happened, what was kept, what to do next', () => {
  const all = ERROR_CODES.map((code) => errorWords(code))
  expect(new Set(all.map(({ what }) => what)).size).toBe(ERROR_CODES.length)
  expect(all.filter(({ what, kept, next }) => what === '' || kept === '' || next === '')).toEqual([])
})
