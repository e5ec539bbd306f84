import { describe, expect, it } from 'vitest'
import { findDate } from '../../../src/domain/reading/find-date.ts'

describe('dates in names', () => {
  it.each([
    ['2026-03-14', '2026-03-14'],
    ['2026-03-14 Session 1', '2026-03-14'],
    ['2026_03_14', '2026-03-14'],
    ['2026.3.14', '2026-03-14'],
    ['2026 03 14', '2026-03-14'],
    ['20260314', '2026-03-14'],
    ['IMG_20260314_102205', '2026-03-14'],
    ['PXL_20260314_102205123', '2026-03-14'],
    ['20260314102205', '2026-03-14'],
    ['WhatsApp Image 2026-03-14 at 10.22.05', '2026-03-14'],
    ['14.03.2026', '2026-03-14'],
    ['14. 3. 2026', '2026-03-14'],
    ['14.03.26', '2026-03-14'],
    ['04.03.2026', '2026-03-04'],
    ['3-14-26', '2026-03-14'],
    ['3/14/2026', '2026-03-14'],
    ['03_14_2026', '2026-03-14'],
    ['14-03-2026', '2026-03-14'],
    ['14032026', '2026-03-14'],
    ['14 Mar 2026', '2026-03-14'],
    ['14th March 2026', '2026-03-14'],
    ['14Mar2026', '2026-03-14'],
    ['14-Mar-26', '2026-03-14'],
    ['March 14, 2026', '2026-03-14'],
    ['Mar 14 2026', '2026-03-14'],
    ['2026 March 14', '2026-03-14'],
    ['Lopez 2024-02-29 healed', '2024-02-29'],
    ['14 3 26', '2026-03-14'],
    ['14th of March 2026', '2026-03-14'],
    ['14. März 2026', '2026-03-14'],
    ['3 Dez 2025', '2025-12-03'],
    ['14 de marzo de 2026', '2026-03-14'],
    ['1er février 2026', '2026-02-01'],
    ['3 gennaio 2026', '2026-01-03'],
    ['14 de março de 2026', '2026-03-14'],
    ['14 maart 2026', '2026-03-14'],
    ['14 marca 2026', '2026-03-14'],
    ['14 Mart 2026', '2026-03-14'],
    ['April 14-03-2026', '2026-03-14'],
    ['Marco 14-03-2026', '2026-03-14'],
    ['CamScanner 03-14-2026 10.11', '2026-03-14'],
  ])('reads %s as %s', (name, date) => {
    expect(findDate(name)?.date).toBe(date)
  })

  it.each([
    'IMG_2031',
    'DSC01234',
    '0042 AB',
    'Client 0001 A',
    '2023-02-29',
    '2026-13-01',
    '99-99-99',
    'Session 1',
    '3-4 left',
    // Birthdays, by which clinics tell two of one name apart.
    'Ann Lee 01-02-1980',
    'DOB 13.05.62',
    'Set 2 2026',
    '3 out of 5',
  ])('reads no whole day from %s', (name) => {
    expect(findDate(name)?.date ?? null).toBeNull()
  })

  it.each([
    ['2026', { year: 2026, month: null, day: null }],
    ['2026-03', { year: 2026, month: 3, day: null }],
    ['March 2026', { year: 2026, month: 3, day: null }],
    ['March', { year: null, month: 3, day: null }],
    ['März 2026', { year: 2026, month: 3, day: null }],
    ['Mai', { year: null, month: 5, day: null }],
    ['14 March', { year: null, month: 3, day: 14 }],
    ['3. Dez', { year: null, month: 12, day: 3 }],
    ['14 Okt', { year: null, month: 10, day: 14 }],
    ['3. Dez nachher', { year: null, month: 12, day: 3 }],
    ['10_Okt', { year: null, month: 10, day: 10 }],
  ])('reads %s as a part of a date', (name, parts) => {
    expect(findDate(name)).toMatchObject({ ...parts, date: null })
  })

  it.each([
    ['3-4-2026', { date: '2026-03-04', isAmbiguous: true, provenOrder: null }],
    ['3-3-2026', { date: '2026-03-03', isAmbiguous: false, provenOrder: null }],
    ['3-14-2026', { date: '2026-03-14', isAmbiguous: false, provenOrder: 'month-first' }],
    ['14-3-2026', { date: '2026-03-14', isAmbiguous: false, provenOrder: 'day-first' }],
    ['14.3.2026', { date: '2026-03-14', isAmbiguous: false, provenOrder: 'day-first' }],
    ['4.3.2026', { date: '2026-03-04', isAmbiguous: false, provenOrder: null }],
  ])('says of %s whether day and month could be swapped', (name, expected) => {
    expect(findDate(name)).toMatchObject(expected)
  })

  it.each([
    ['24-03-12', '2024-03-12', '2012-03-24'],
    ['Ann 24_03_12', '2024-03-12', '2012-03-24'],
    ['24 03 12', '2024-03-12', '2012-03-24'],
    ['24-03-18', '2018-03-24', '2024-03-18'],
    ['18-03-24', '2024-03-18', null],
    ['12-03-24', '2024-12-03', null],
    ['24.03.12', '2024-03-12', '2012-03-24'],
    ['26.3.14', '2026-03-14', '2014-03-26'],
    ['24.03.18', '2018-03-24', null],
    ['12.03.24', '2024-03-12', null],
    ['24-13-12', null, null],
  ])('reads %s as %s, which may be %s where nothing tells the year’s place', (name, date, otherDate) => {
    const found = findDate(name)
    expect([found?.date ?? null, found?.otherDate ?? null]).toEqual([date, otherDate])
    if (otherDate !== null) expect(found?.provenOrder).toBeNull()
  })

  it('has no doubt about the year’s place where the names of the folder tell it', () => {
    const days = (['first', 'last'] as const).map((parted) => {
      const found = findDate('24-03-12', 'month-first', { parted, run: null, dotted: null })
      return [found?.date, found?.otherDate, found?.provenOrder]
    })
    expect(days).toEqual([
      ['2024-03-12', null, null],
      ['2012-03-24', null, 'day-first'],
    ])
  })

  it('reads an ambiguous date the way it is told', () => {
    expect(findDate('3-4-2026', 'day-first')?.date).toBe('2026-04-03')
  })
})
