import type { Source } from '../../contract/vocabulary.ts'
import { EARLIEST_YEAR } from './calendar.ts'
import type { PathReading } from './read-paths.ts'

export interface VisitDate {
  readonly date: string | null
  readonly source: Source
}

/**
 * The day of a photo's visit: the folder's, because a person wrote it; else the camera's, if it can be true; else the file
 * name's. `today` (2026-03-14) tells dates of the future, which a wrong clock writes.
 */
export function chooseVisitDate(
  reading: Pick<PathReading, 'date' | 'dateSource'>,
  takenAt: string | null,
  today: string,
): VisitDate {
  if (reading.date !== null && reading.dateSource === 'folder')
    return { date: reading.date, source: 'folder' }
  const taken = takenAt?.slice(0, 10) ?? null
  if (taken !== null && Number(taken.slice(0, 4)) >= EARLIEST_YEAR && taken <= dayAfter(today)) {
    return { date: taken, source: 'exif' }
  }
  return { date: reading.date, source: reading.dateSource }
}

/** Somewhere it is tomorrow already. */
function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** What a visit is called: as the clinic calls it, and where its day is not known, by what names say of the day. */
export function visitLabel(
  reading: Pick<PathReading, 'label' | 'dateWords'>,
  { date }: VisitDate,
): string | null {
  return reading.label ?? (date === null ? reading.dateWords : null)
}
