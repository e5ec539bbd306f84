import type { PhotoId } from '../../contract/ids.ts'
import { formatVisitDate } from '../parts/dates.ts'
import type { DatedPhoto } from './use-comparison.ts'

/** What each photo of a film is called in few words: its occasion, or its day where others have the same occasion. */
export function filmWords(film: readonly DatedPhoto[]): ReadonlyMap<PhotoId, string> {
  const occasions = film.map(({ occasion }) => occasion.short)
  const isAlone = (words: string): boolean => occasions.indexOf(words) === occasions.lastIndexOf(words)
  return new Map(
    film.map(({ photo, occasion }) => [
      photo.id,
      isAlone(occasion.short) || photo.visitDate === null ? occasion.short : formatVisitDate(photo.visitDate),
    ]),
  )
}
