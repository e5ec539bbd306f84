import type { PhotoId } from '../../contract/ids.ts'
import { formatVisitDate } from '../parts/dates.ts'
import type { DatedPhoto } from './use-comparison.ts'

/**
 * What each photo of a film is called in few words: its occasion, or its day where others have the same occasion; with a
 * number from the second photo on that would be called alike.
 */
export function filmWords(film: readonly DatedPhoto[]): ReadonlyMap<PhotoId, string> {
  const occasions = film.map(({ occasion }) => occasion.short)
  const isAlone = (words: string): boolean => occasions.indexOf(words) === occasions.lastIndexOf(words)
  const times = new Map<string, number>()
  return new Map(
    film.map(({ photo, occasion }) => {
      const words =
        isAlone(occasion.short) || photo.visitDate === null
          ? occasion.short
          : formatVisitDate(photo.visitDate)
      const time = (times.get(words) ?? 0) + 1
      times.set(words, time)
      return [photo.id, time === 1 ? words : `${words} (${time})`]
    }),
  )
}
