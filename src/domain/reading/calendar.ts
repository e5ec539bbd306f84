/** Before this no clinic had a digital camera: such a date is a clock that was never set, or a birthday. */
export const EARLIEST_YEAR = 1990

/** A year that has every day. */
export const LEAP_YEAR = 2000

/** True where year, month (1-12) and day name a day that exists. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Writes a calendar day as 2026-03-14. */
export function formatDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Whole days from one local date to another; negative where `to` is earlier. Days have no zone, so UTC is exact here. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
