import { findDate } from './find-date.ts'

/** A date of which either end could be the year. */
export interface EitherYear {
  /** As it stands in the name: 24-03-12. */
  readonly words: string
  /** Both days, the likelier one first. */
  readonly days: [string, string]
}

/** The first whole date in these names of which either end could be the year; null where there is none. */
export function readEitherYear(names: readonly string[]): EitherYear | null {
  for (const name of names) {
    const found = findDate(name)
    if (found === null || found.date === null || found.otherDate === null) continue
    return { words: name.slice(found.start, found.end), days: [found.date, found.otherDate] }
  }
  return null
}
