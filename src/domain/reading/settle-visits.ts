import type { Phase, VisitKind } from '../../contract/vocabulary.ts'
import { daysBetween } from './calendar.ts'
import { isTouchUp, phaseAfterDays } from './visit-words.ts'

/** A visit of one client, as the names of its folders left it. */
export interface VisitToSettle<Id> {
  readonly id: Id
  readonly date: string | null
  readonly kind: VisitKind
  /** True where the clinic called it "after" and nothing more. */
  readonly isAfter: boolean
  readonly label: string | null
}

export interface SettledVisit<Id> {
  readonly id: Id
  readonly kind: VisitKind
  /** The phase that the days since the last session give; null where they give none. */
  readonly phase: Phase | null
}

/**
 * Settles what only a client's visits together tell: "after" on the day of a "before" is the session itself, and a photo's
 * phase is the days since the last session: 0-7 fresh, 8-27 healing, from 28 healed, and pre-treatment before the first.
 */
export function settleVisits<Id>(visits: readonly VisitToSettle<Id>[]): readonly SettledVisit<Id>[] {
  const beforeDates = new Set(visits.filter((visit) => visit.kind === 'before').map((visit) => visit.date))
  const settled = visits.map((visit) => ({
    ...visit,
    kind:
      visit.kind === 'unknown' && visit.isAfter && visit.date !== null && beforeDates.has(visit.date)
        ? ('session' as const)
        : visit.kind,
  }))
  const sessionDates = settled
    .flatMap((visit) => (visit.kind === 'session' && visit.date !== null ? [visit.date] : []))
    .sort()
  // A touch-up renews a session that is not among these photos: what comes before it is not skin without pigment.
  const renewed = settled.some(
    ({ kind, date, label }) =>
      kind === 'session' && date === sessionDates[0] && label !== null && isTouchUp(label),
  )
  return settled.map(({ id, date, kind }) => {
    if (date === null) return { id, kind, phase: null }
    // Photos called "before" were taken before the pigment of that same day.
    const earlier = sessionDates.filter((session) => (kind === 'before' ? session < date : session <= date))
    const last = earlier.at(-1)
    if (last !== undefined) return { id, kind, phase: phaseAfterDays(daysBetween(last, date)) }
    // A review looks back at a session, so that session is only not among these photos.
    const isBeforeAny = kind === 'before' || (kind !== 'review' && sessionDates.length > 0 && !renewed)
    return { id, kind, phase: isBeforeAny ? 'pre-treatment' : null }
  })
}
