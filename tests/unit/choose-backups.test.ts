import { expect, test } from 'vitest'
import { chooseBackups } from '../../src/domain/choose-backups.ts'

const days = (count: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(2026, 11, 31 - index)).toISOString().slice(0, 10),
  )

test('a week of daily copies is kept whole', () => {
  expect([...chooseBackups(days(7))].toSorted()).toEqual(days(7).toSorted())
})

test('of older ones the newest of each of six months is kept', () => {
  expect([...chooseBackups(days(400))]).toEqual([
    ...days(7),
    '2026-12-24',
    '2026-11-30',
    '2026-10-31',
    '2026-09-30',
    '2026-08-31',
    '2026-07-31',
  ])
})
