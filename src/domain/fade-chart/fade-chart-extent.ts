import type { FadeTimeline } from '../../contract/fade.ts'
import { dayNumber } from './day-number.ts'
import { likelyRange } from './likely-range.ts'

/** What a fade chart spans. */
export interface FadeChartExtent {
  readonly fromDay: number
  readonly toDay: number
  /** The top of the percent axis; its bottom is 0. */
  readonly topPercent: number
}

/** Empty room at both ends, as a share of the time between. */
const SIDE_ROOM = 0.05
/** The forecast is shown this far beyond the last thing that happened. */
const FORECAST_DAYS = 365
const LEAST_SPAN_DAYS = 120

/** The extent that shows every visit, today, the touch-up, and a year of what is expected. */
export function fadeChartExtent(
  timeline: Pick<FadeTimeline, 'visits' | 'curve' | 'touchUp'>,
  today: string,
): FadeChartExtent {
  const visitDays = timeline.visits.map((visit) => dayNumber(visit.date))
  const first = Math.min(...visitDays, dayNumber(today))
  const happened = Math.max(...visitDays, dayNumber(today))
  const curveDays =
    timeline.curve.kind === 'curve' ? timeline.curve.points.map((point) => dayNumber(point.date)) : []
  const expected = Math.min(Math.max(happened, ...curveDays), happened + FORECAST_DAYS)
  const last = Math.max(
    happened,
    expected,
    timeline.touchUp.kind === 'window' ? dayNumber(timeline.touchUp.to) : happened,
    first + LEAST_SPAN_DAYS,
  )
  const roomDays = Math.ceil((last - first) * SIDE_ROOM)
  const tops = timeline.visits.map(
    (visit) => likelyRange(visit.retentionPercent, visit.sigmaPp)?.highPercent ?? visit.retentionPercent ?? 0,
  )
  // Steps of 5 above the highest mark; a figure far off the scale is cut rather than flattening all others.
  const topPercent = Math.min(160, Math.max(110, 5 * Math.ceil((Math.max(0, ...tops) + 3) / 5)))
  return { fromDay: first - roomDays, toDay: last + roomDays, topPercent }
}
