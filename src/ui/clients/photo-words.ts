import type { Visit } from '../../contract/clients.ts'
import type { Photo } from '../../contract/photos.ts'
import { describeSpan } from '../../domain/viewer/describe-occasion.ts'
import { formatVisitDate } from '../parts/dates.ts'
import { phaseWords, statusWords, viewWords, visitKindWords } from '../parts/term-words.ts'

/** A photo in one line, for those who do not see it: Crown, 19 Feb 2024, healed. */
export function photoWords(photo: Photo): string {
  const words = [
    viewWords(photo.view),
    formatVisitDate(photo.visitDate),
    phaseWords(photo.phase).toLowerCase(),
  ]
  if (photo.status !== 'ok') words.push(statusWords(photo.status).toLowerCase())
  return words.join(', ')
}

/** What a visit was and how long after the first session: Review, 5 weeks. */
export function visitWords(visit: Visit, firstSession: string | null): string {
  const kind = visitKindWords(visit.kind)
  if (visit.date === null || firstSession === null || visit.date <= firstSession) return kind
  return `${kind}, ${describeSpan(firstSession, visit.date)}`
}

/** The day of the first session, or of the first visit where no session is known. */
export function firstSessionDate(visits: readonly Visit[]): string | null {
  const session = visits.find((visit) => visit.kind === 'session' && visit.date !== null)
  return session?.date ?? visits.find((visit) => visit.date !== null)?.date ?? null
}
