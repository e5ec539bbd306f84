const MS_PER_DAY = 86_400_000

/** Days from one calendar day to another, both YYYY-MM-DD; negative where `to` is earlier. RangeError for no date. */
export function daysBetween(from: string, to: string): number {
  return Math.round((dayStart(to) - dayStart(from)) / MS_PER_DAY)
}

/** The calendar day a whole number of days after another, as YYYY-MM-DD. */
export function addDays(date: string, days: number): string {
  return new Date(dayStart(date) + Math.round(days) * MS_PER_DAY).toISOString().slice(0, 10)
}

function dayStart(date: string): number {
  const time = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(time)) throw new RangeError(`Not a calendar day: ${date}`)
  return time
}
