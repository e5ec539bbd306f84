const MINUTE_MS = 60_000

/** A local time without a zone (2026-03-14T10:22:05), so many minutes later; no summer time comes between. */
export function addMinutes(localTime: string, minutes: number): string {
  return new Date(Date.parse(`${localTime}Z`) + minutes * MINUTE_MS).toISOString().slice(0, 19)
}

/** How many whole minutes from one local time to another. */
export function minutesBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${withSeconds(to)}Z`) - Date.parse(`${withSeconds(from)}Z`)) / MINUTE_MS)
}

function withSeconds(localTime: string): string {
  return localTime.length === 16 ? `${localTime}:00` : localTime
}
