import type { Phase } from '../../contract/vocabulary.ts'
import { daysBetween } from './days-between.ts'

/**
 * The phase of a photo by the days since the last session on or before it: fresh 0-7, healing 8-27, healed from 28;
 * before the first session it is pre-treatment, without any known session unknown. Dates are YYYY-MM-DD.
 * A photo of the session's own day counts as fresh: the day alone does not tell whether it was taken before the pigment.
 */
export function phaseOn(date: string, sessionDates: readonly string[]): Phase {
  if (sessionDates.length === 0) return 'unknown'
  const daysSince = sessionDates
    .map((session) => daysBetween(session, date))
    .filter((days) => days >= 0)
    .sort((a, b) => a - b)[0]
  if (daysSince === undefined) return 'pre-treatment'
  if (daysSince < 8) return 'fresh'
  return daysSince < 28 ? 'healing' : 'healed'
}
