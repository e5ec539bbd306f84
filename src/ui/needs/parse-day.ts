import { findDate, wholeDate } from '../../domain/reading/find-date.ts'

/** A day as people write it, or why it could not be understood. */
export function parseDay(
  text: string,
): { readonly kind: 'day'; readonly date: string } | { readonly kind: 'problem'; readonly words: string } {
  const found = wholeDate(findDate(text.trim()))
  if (found === null) return { kind: 'problem', words: 'Write the whole day, as 2026-03-14 or 14 Mar 2026.' }
  if (found.isAmbiguous)
    return {
      kind: 'problem',
      words: 'Day and month could be the other way round: write the month as a word.',
    }
  if (found.otherDate !== null)
    return {
      kind: 'problem',
      words: 'The year could be the first or the last number: write it with four figures.',
    }
  return { kind: 'day', date: found.date }
}
