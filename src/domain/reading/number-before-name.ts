import type { Steps } from '../steps.ts'
import { pathKey } from './path-key.ts'
import type { NameReading } from './read-name.ts'
import type { PathToRead } from './read-paths.ts'

/** A number and what parts it from the name behind it: "14 Ann Lee", "14th Ann Lee", "14 - Ann Lee". */
const NUMBER_BEFORE_NAME = /^(\d{1,4})(?:(?:st|nd|rd|th|er|º)(?=[\s._–-])|\.)?[\s._–-]+(?=\p{L}{2})/iu

const MOST_DAYS = 31

/** What the numbers before the names in a folder count. */
export type NumbersCount = 'days' | 'names'

/** The number before a name, and how long it is with what parts it from the name; null where there is none. */
export function numberBeforeName(name: string): { readonly number: number; readonly length: number } | null {
  const match = NUMBER_BEFORE_NAME.exec(name)
  return match === null ? null : { number: Number(match[1]), length: match[0].length }
}

/**
 * What numbers before names count, by the folder that holds them: days where they could be and are not 1, 2, 3; none where a
 * number is too large for a day, which makes them clients' codes.
 */
export function* findNumbersBeforeNames(
  paths: readonly PathToRead[],
  readFolder: (name: string) => NameReading,
): Steps<ReadonlyMap<string, NumbersCount>> {
  const found = new Map<string, Set<number>>()
  for (const [index, { folders }] of paths.entries()) {
    if (index % 64 === 0) yield
    if (folders === paths[index - 1]?.folders) continue
    for (const [level, name] of folders.entries()) {
      const before = numberBeforeName(name)
      // "6 weeks" counts neither.
      if (before === null || readFolder(name).client === null) continue
      const key = pathKey(folders, level)
      found.set(key, (found.get(key) ?? new Set()).add(before.number))
    }
  }
  const counts = new Map<string, NumbersCount>()
  for (const [key, numbers] of found) {
    const largest = Math.max(...numbers)
    if (largest <= MOST_DAYS) counts.set(key, largest === numbers.size && !numbers.has(0) ? 'names' : 'days')
  }
  return counts
}
