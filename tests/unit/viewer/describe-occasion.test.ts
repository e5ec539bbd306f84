import { describe, expect, it } from 'vitest'
import {
  daysSinceSession,
  describeOccasion,
  describeSpan,
} from '../../../src/domain/viewer/describe-occasion.ts'

const course = { sessionDates: ['2024-01-15'], isFirstHealed: false }

describe('when a photo was taken, in words', () => {
  it.each([
    ['2024-01-15', 'pre-treatment', false, 'Before', ''],
    ['2024-01-15', 'fresh', false, 'Fresh', 'fresh, same day'],
    ['2024-01-18', 'fresh', false, 'Fresh', 'fresh, 3 days'],
    ['2024-01-31', 'healing', false, 'Healing', 'healing, 2 weeks'],
    ['2024-02-19', 'healed', true, 'Healed', 'healed, 5 weeks'],
    ['2024-08-12', 'healed', false, '7 months', 'healed, 7 months'],
    ['2025-02-18', 'healed', false, '13 months', 'healed, 13 months'],
    ['2024-08-12', 'unknown', false, '7 months', '7 months after the session'],
  ] as const)('%s %s', (visitDate, phase, isFirstHealed, short, long) => {
    expect(describeOccasion({ visitDate, phase }, { ...course, isFirstHealed })).toEqual({ short, long })
  })

  it('claims no time where no session or no date is known', () => {
    expect(
      describeOccasion(
        { visitDate: '2024-08-12', phase: 'healed' },
        { sessionDates: [], isFirstHealed: false },
      ),
    ).toEqual({ short: 'Healed', long: 'healed' })
    expect(describeOccasion({ visitDate: null, phase: 'unknown' }, course)).toEqual({
      short: 'Phase unknown',
      long: '',
    })
  })

  it('counts from the last session before the photo, in any order', () => {
    expect(daysSinceSession('2024-03-10', ['2024-04-01', '2024-03-01', '2024-01-15'])).toBe(9)
    expect(daysSinceSession('2024-01-01', ['2024-03-01'])).toBe(null)
  })

  it('uses the largest unit that still says enough', () => {
    const after = (date: string) => describeSpan('2024-01-15', date)
    expect(after('2024-01-15')).toBe('0 days')
    expect(after('2024-01-16')).toBe('1 day')
    expect(after('2024-02-19')).toBe('5 weeks')
    expect(after('2024-08-12')).toBe('7 months')
    expect(after('2025-02-18')).toBe('13 months')
    expect(after('2026-07-15')).toBe('30 months')
    expect(after('2028-01-15')).toBe('4 years')
  })

  it('counts days across a change of the clock and a leap day', () => {
    expect(describeSpan('2024-02-28', '2024-03-01')).toBe('2 days')
    expect(describeSpan('2024-03-30', '2024-04-01')).toBe('2 days')
  })
})
