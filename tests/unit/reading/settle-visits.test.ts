import { describe, expect, it } from 'vitest'
import type { VisitKind } from '../../../src/contract/vocabulary.ts'
import { chooseVisitDate, visitLabel } from '../../../src/domain/reading/choose-visit-date.ts'
import { settleVisits } from '../../../src/domain/reading/settle-visits.ts'

const visit = (date: string | null, kind: VisitKind, isAfter = false, label: string | null = null) => ({
  id: `${date} ${kind}`,
  date,
  kind,
  isAfter,
  label,
})

describe('phases from the days since the last session', () => {
  it('counts from the session before each visit', () => {
    const settled = settleVisits([
      visit('2026-01-01', 'unknown'),
      visit('2026-01-10', 'before'),
      visit('2026-01-10', 'session'),
      visit('2026-01-17', 'unknown'),
      visit('2026-01-18', 'unknown'),
      visit('2026-02-06', 'review'),
      visit('2026-02-07', 'review'),
      visit('2026-02-10', 'session'),
      visit('2026-02-20', 'unknown'),
      visit(null, 'unknown'),
    ])
    expect(settled.map(({ phase }) => phase)).toEqual([
      'pre-treatment',
      'pre-treatment',
      'fresh',
      'fresh',
      'healing',
      'healing',
      'healed',
      'fresh',
      'healing',
      null,
    ])
  })

  it('says nothing where no session is known', () => {
    expect(settleVisits([visit('2026-01-01', 'unknown'), visit('2026-03-01', 'review')])).toMatchObject([
      { phase: null },
      { phase: null },
    ])
  })

  it('takes photos before a second session for healed ones', () => {
    expect(
      settleVisits([
        visit('2026-01-10', 'session'),
        visit('2026-03-10', 'before'),
        visit('2026-03-10', 'session'),
      ]),
    ).toMatchObject([{ phase: 'fresh' }, { phase: 'healed' }, { phase: 'fresh' }])
  })

  it('takes nothing before a touch-up for skin without pigment: it renews a session that is not among these photos', () => {
    expect(
      settleVisits([
        visit('2026-03-14', 'unknown'),
        visit('2026-11-01', 'session', false, 'Touch-up'),
        visit('2026-11-12', 'unknown'),
      ]),
    ).toMatchObject([{ phase: null }, { phase: 'fresh' }, { phase: 'healing' }])
  })

  it('does not take a review for a photo before treatment because its session is missing', () => {
    expect(settleVisits([visit('2025-01-10', 'review'), visit('2026-03-10', 'session')])[0]).toMatchObject({
      phase: null,
    })
  })
})

it('takes "after" on the day of a "before" for the session', () => {
  expect(
    settleVisits([
      visit('2026-01-10', 'before'),
      visit('2026-01-10', 'unknown', true),
      visit('2026-06-10', 'unknown', true),
    ]),
  ).toMatchObject([
    { kind: 'before', phase: 'pre-treatment' },
    { kind: 'session', phase: 'fresh' },
    { kind: 'unknown', phase: 'healed' },
  ])
})

describe("the day of a photo's visit", () => {
  const folder = { date: '2026-03-14', dateSource: 'folder' } as const
  const fileName = { date: '2026-03-14', dateSource: 'file-name' } as const
  const nothing = { date: null, dateSource: 'none' } as const

  it.each([
    ['the folder before the camera', folder, '2026-03-20T10:00:00', { date: '2026-03-14', source: 'folder' }],
    [
      'the camera before the file name',
      fileName,
      '2026-03-20T10:00:00',
      { date: '2026-03-20', source: 'exif' },
    ],
    ['the file name without a camera', fileName, null, { date: '2026-03-14', source: 'file-name' }],
    ['the camera alone', nothing, '2026-03-20T23:59:59', { date: '2026-03-20', source: 'exif' }],
    [
      'nothing from a clock that was never set',
      nothing,
      '1970-01-01T00:00:00',
      { date: null, source: 'none' },
    ],
    ['nothing from the future', nothing, '2099-12-31T00:00:00', { date: null, source: 'none' }],
    ['nothing where nothing is', nothing, null, { date: null, source: 'none' }],
  ])('takes %s', (_, names, takenAt, expected) => {
    expect(chooseVisitDate(names, takenAt, '2026-04-01')).toEqual({ ...expected, otherDate: null })
  })
})

describe('the day of a visit whose name says one of two', () => {
  const folder = { date: '2024-03-12', otherDate: '2012-03-24', dateSource: 'folder' } as const

  it.each([
    ['is the likelier one, unsure', folder, null, '2024-03-12', '2012-03-24'],
    ['is unsure where the camera says neither', folder, '2020-01-01T10:00:00', '2024-03-12', '2012-03-24'],
    ['is the one of the camera', folder, '2012-03-24T10:00:00', '2012-03-24', null],
    ['is certain where the camera agrees', folder, '2024-03-12T10:00:00', '2024-03-12', null],
    ['is none of the future', { ...folder, date: '2031-03-12' }, null, '2012-03-24', null],
    [
      'is certain where the other one has not come',
      { ...folder, otherDate: '2031-03-12' },
      null,
      '2024-03-12',
      null,
    ],
  ] as const)('%s', (_, names, takenAt, date, otherDate) => {
    expect(chooseVisitDate(names, takenAt, '2026-04-01')).toEqual({ date, source: 'folder', otherDate })
  })
})

it.each([
  ['Session 1', '2026 March', '2026-03-14', 'Session 1'],
  [null, '2026 March', '2026-03-14', null],
  [null, '2026 March', null, '2026 March'],
  ['Before', '2026 March', null, 'Before'],
])('calls a visit with label %s, day words %s and date %s: %s', (label, dateWords, date, expected) => {
  expect(visitLabel({ label, dateWords }, { date })).toBe(expected)
})
