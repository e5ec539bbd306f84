import { expect, test } from 'vitest'
import { captionLine } from '../../../src/domain/export-record/caption-line.ts'

test.each([
  [{ role: 'before', date: '2024-01-15', phase: 'pre-treatment' }, 'Before · 15 Jan 2024'],
  [{ role: 'after', date: '2024-02-19', phase: 'healed' }, 'After · 19 Feb 2024 · healed'],
  [{ role: 'after', date: '2024-01-05', phase: 'fresh' }, 'After · 5 Jan 2024 · fresh'],
  [{ role: 'before', date: '2024-01-05', phase: 'fresh' }, 'Before · 5 Jan 2024 · fresh'],
  [{ role: 'after', date: '2024-12-31', phase: 'unknown' }, 'After · 31 Dec 2024'],
  [{ role: 'after', date: null, phase: 'healing' }, 'After · date unknown · healing'],
] as const)('writes %j as %s', (photo, line) => {
  expect(captionLine(photo)).toBe(line)
})
