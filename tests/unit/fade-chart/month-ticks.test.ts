import { expect, test } from 'vitest'
import { dayNumber } from '../../../src/domain/fade-chart/day-number.ts'
import { monthTicks } from '../../../src/domain/fade-chart/month-ticks.ts'

const labels = (from: string, to: string, limit: number) =>
  monthTicks(dayNumber(from), dayNumber(to), limit).map((tick) => tick.label)

test('names the year at the first tick and at every January', () => {
  expect(labels('2024-01-01', '2025-05-20', 8)).toEqual(['Jan 2024', 'Apr', 'Jul', 'Oct', 'Jan 2025', 'Apr'])
})

test('shows every month of a short time', () => {
  expect(labels('2023-12-20', '2024-03-05', 8)).toEqual(['Jan 2024', 'Feb', 'Mar'])
})

test('never shows more than fit', () => {
  expect(labels('2015-01-01', '2031-01-01', 8).length).toBeLessThanOrEqual(8)
})

test('stands on the first day of the month', () => {
  const [tick] = monthTicks(dayNumber('2024-02-10'), dayNumber('2024-06-01'), 8)
  expect(tick).toEqual({ day: dayNumber('2024-03-01'), label: 'Mar 2024' })
})
