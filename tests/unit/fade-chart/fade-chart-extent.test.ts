import { describe, expect, test } from 'vitest'
import { dayNumber, dayOfNumber } from '../../../src/domain/fade-chart/day-number.ts'
import { fadeChartExtent } from '../../../src/domain/fade-chart/fade-chart-extent.ts'
import { fadeVisit } from './fade-visit.ts'

const visit = (date: string, retentionPercent: number, sigmaPp = 4) =>
  fadeVisit(date, { retentionPercent, sigmaPp })
const notEnough = { kind: 'not-enough-data', reason: 'too-few-visits' } as const

describe('the extent of a fade chart', () => {
  test('holds every visit and today', () => {
    const extent = fadeChartExtent(
      {
        visits: [visit('2024-02-19', 100, 0), visit('2025-02-18', 66)],
        curve: notEnough,
        touchUp: notEnough,
      },
      '2025-04-01',
    )
    expect(dayOfNumber(extent.fromDay) < '2024-02-19').toBe(true)
    expect(dayOfNumber(extent.toDay) > '2025-04-01').toBe(true)
    expect(extent.topPercent).toBe(110)
  })

  test('shows the expected year and the touch-up, and not the whole forecast', () => {
    const point = { medianPercent: 50, lowPercent: 40, highPercent: 60 }
    const extent = fadeChartExtent(
      {
        visits: [visit('2024-02-19', 100, 0), visit('2025-02-19', 66)],
        curve: {
          kind: 'curve',
          points: [
            { date: '2024-02-19', ...point },
            { date: '2034-02-19', ...point },
          ],
        },
        touchUp: { kind: 'window', from: '2026-01-01', to: '2026-08-01' },
      },
      '2025-02-19',
    )
    expect(extent.toDay).toBeGreaterThan(dayNumber('2026-08-01'))
    expect(extent.toDay).toBeLessThan(dayNumber('2027-01-01'))
  })

  test('makes room above for a fresh photo, up to a limit', () => {
    const of = (percent: number) =>
      fadeChartExtent(
        { visits: [visit('2024-01-15', percent, 10)], curve: notEnough, touchUp: notEnough },
        '2024-03-01',
      ).topPercent
    expect([of(113), of(400)]).toEqual([130, 160])
  })
})
