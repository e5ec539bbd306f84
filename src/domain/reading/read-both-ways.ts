import { findDate } from './find-date.ts'

/** A date that could be read both ways, and what it means either way. */
export interface AmbiguousDay {
  /** As it stands in the name: 03-04-2026. */
  readonly words: string
  readonly dayFirst: string
  readonly monthFirst: string
}

/** The first whole date in these names in which day and month could be the other way round; null where there is none. */
export function readBothWays(names: readonly string[]): AmbiguousDay | null {
  for (const name of names) {
    const found = findDate(name, 'day-first')
    const monthFirst = findDate(name, 'month-first')?.date ?? null
    if (found === null || !found.isAmbiguous || found.date === null || monthFirst === null) continue
    return { words: name.slice(found.start, found.end), dayFirst: found.date, monthFirst }
  }
  return null
}
