const DAYS_KEPT = 7
const MONTHS_KEPT = 6

/**
 * Which daily copies to keep, by their days (2026-03-14): the newest seven, and of the time before them the newest of each
 * of six months.
 */
export function chooseBackups(days: readonly string[]): ReadonlySet<string> {
  const newestFirst = [...new Set(days)].toSorted().toReversed()
  const kept = new Set(newestFirst.slice(0, DAYS_KEPT))
  const months = new Set<string>()
  for (const day of newestFirst.slice(DAYS_KEPT)) {
    const month = day.slice(0, 7)
    if (months.has(month) || months.size >= MONTHS_KEPT) continue
    months.add(month)
    kept.add(day)
  }
  return kept
}
