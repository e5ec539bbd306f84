const DAY_MS = 86_400_000

/** Days since 1 Jan 1970 of a calendar day (YYYY-MM-DD), so that days can be laid along an axis. */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS)
}

/** The calendar day of a day number. */
export function dayOfNumber(day: number): string {
  return new Date(Math.round(day) * DAY_MS).toISOString().slice(0, 10)
}
