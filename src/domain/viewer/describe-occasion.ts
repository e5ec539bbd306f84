import type { Phase } from '../../contract/vocabulary.ts'
import { daysBetween } from '../fade/days-between.ts'

/** A calendar day: 2026-03-14. */
type Day = string

const MONTH_DAYS = 365.25 / 12

/** When in the treatment a photo was taken, in words. */
export interface Occasion {
  /** For a thumbnail: Before, Fresh, Healed, 7 months. */
  readonly short: string
  /** For a caption, beside the date: `healed, 5 weeks`; empty where nothing is known. */
  readonly long: string
}

interface DatedPhoto {
  readonly visitDate: Day | null
  readonly phase: Phase
}

/**
 * Says when in the treatment a photo was taken, from its phase and the time since the last session before it.
 * Only the first healed photo is called `Healed`: it is the baseline; later ones are told apart by their months.
 */
export function describeOccasion(
  photo: DatedPhoto,
  context: { readonly sessionDates: readonly Day[]; readonly isFirstHealed: boolean },
): Occasion {
  const days = daysSinceSession(photo.visitDate, context.sessionDates)
  const since = days === null ? null : describeDays(days)
  const withTime = (phase: string): string => (since === null ? phase : `${phase}, ${since}`)
  switch (photo.phase) {
    case 'pre-treatment':
      return { short: 'Before', long: '' }
    case 'fresh':
      return { short: 'Fresh', long: days === 0 ? 'fresh, same day' : withTime('fresh') }
    case 'healing':
      return { short: 'Healing', long: withTime('healing') }
    case 'healed':
      return {
        short: context.isFirstHealed || since === null ? 'Healed' : since,
        long: withTime('healed'),
      }
    default:
      return { short: since ?? 'Phase unknown', long: since === null ? '' : `${since} after the session` }
  }
}

/** Whole days from the last session on or before the day; null where no session or no day is known. */
export function daysSinceSession(day: Day | null, sessionDates: readonly Day[]): number | null {
  if (day === null) return null
  // Days written year first sort as text.
  const last = sessionDates
    .filter((session) => session <= day)
    .sort()
    .at(-1)
  return last === undefined ? null : daysBetween(last, day)
}

/** The time from one day to a later one, as a practitioner says it: 5 days, 5 weeks, 13 months, 3 years. */
export function describeSpan(from: Day, to: Day): string {
  return describeDays(daysBetween(from, to))
}

function describeDays(days: number): string {
  if (days < 14) return count(days, 'day')
  if (days < 63) return count(Math.round(days / 7), 'week')
  const months = Math.round(days / MONTH_DAYS)
  // Two and a half years would read as three.
  return months < 36 ? count(months, 'month') : count(Math.round(months / 12), 'year')
}

function count(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`
}
