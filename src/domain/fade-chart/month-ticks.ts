import { dayNumber, dayOfNumber } from './day-number.ts'

/** A labelled place on the time axis. */
export interface MonthTick {
  readonly day: number
  readonly label: string
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const STEPS_MONTHS = [1, 2, 3, 6, 12, 24, 60]

/** First days of months between two days, at most `limit` of them; the year stands at January and at the first one. */
export function monthTicks(fromDay: number, toDay: number, limit: number): readonly MonthTick[] {
  const starts = monthStarts(fromDay, toDay)
  const step =
    STEPS_MONTHS.find((months) => starts.filter(isOnStep(months)).length <= limit) ?? STEPS_MONTHS.at(-1)!
  return starts.filter(isOnStep(step)).map(({ year, month, day }, index) => {
    const label = month === 0 || index === 0 ? `${MONTHS[month]} ${year}` : MONTHS[month]
    return { day, label }
  })
}

interface MonthStart {
  readonly year: number
  readonly month: number
  readonly day: number
}

const isOnStep =
  (months: number) =>
  ({ year, month }: MonthStart): boolean =>
    (12 * year + month) % months === 0

function monthStarts(fromDay: number, toDay: number): readonly MonthStart[] {
  const starts: MonthStart[] = []
  let [year, month] = dayOfNumber(fromDay).split('-').map(Number)
  month -= 1
  for (;;) {
    const day = dayNumber(`${year}-${String(month + 1).padStart(2, '0')}-01`)
    if (day > toDay) return starts
    if (day >= fromDay) starts.push({ year, month, day })
    year += month === 11 ? 1 : 0
    month = (month + 1) % 12
  }
}
