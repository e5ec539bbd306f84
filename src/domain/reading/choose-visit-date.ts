import type { Source } from '../../contract/vocabulary.ts'
import { EARLIEST_YEAR } from './calendar.ts'
import type { PathReading } from './read-paths.ts'

export interface VisitDate {
  readonly date: string | null
  readonly source: Source
  /** Another day that the same name may mean; null where it means one only. */
  readonly otherDate: string | null
}

/**
 * The day of a photo's visit: the folder's, because a person wrote it; else the camera's, if it can be true; else the file
 * name's. `today` (2026-03-14) tells dates of the future, which a wrong clock writes.
 */
export function chooseVisitDate(
  reading: Pick<PathReading, 'date' | 'dateSource'> & Partial<Pick<PathReading, 'otherDate'>>,
  takenAt: string | null,
  today: string,
): VisitDate {
  const taken = takenAt?.slice(0, 10) ?? null
  const tomorrow = dayAfter(today)
  const fromName = { ...likelierDay(reading, taken, tomorrow), source: reading.dateSource }
  if (reading.date !== null && reading.dateSource === 'folder') return fromName
  if (taken !== null && Number(taken.slice(0, 4)) >= EARLIEST_YEAR && taken <= tomorrow)
    return { date: taken, source: 'exif', otherDate: null }
  return fromName
}

/** Of two days that a name may mean, the one on which the camera took the photo, or that has come yet. */
function likelierDay(
  { date, otherDate = null }: { readonly date: string | null; readonly otherDate?: string | null },
  taken: string | null,
  tomorrow: string,
): Pick<VisitDate, 'date' | 'otherDate'> {
  if (otherDate === null || date === null || taken === date || otherDate > tomorrow)
    return { date, otherDate: null }
  if (taken === otherDate || date > tomorrow) return { date: otherDate, otherDate: null }
  return { date, otherDate }
}

/** Somewhere it is tomorrow already. */
function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** What a visit is called: as the clinic calls it, and where its day is not known, by what names say of the day. */
export function visitLabel(
  reading: Pick<PathReading, 'label' | 'dateWords'>,
  { date }: Pick<VisitDate, 'date'>,
): string | null {
  return reading.label ?? (date === null ? reading.dateWords : null)
}
