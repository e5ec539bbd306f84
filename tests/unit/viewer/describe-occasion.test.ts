import { describe, expect, it } from 'vitest'
import {
  daysSinceSession,
  describeDays,
  describeOccasion,
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

  it('uses the unit that a person would', () => {
    expect([0, 1, 13, 14, 62, 63, 700, 731].map(describeDays)).toEqual([
      '0 days',
      '1 day',
      '13 days',
      '2 weeks',
      '9 weeks',
      '2 months',
      '23 months',
      '2 years',
    ])
  })
})
