import { scaleLinear } from 'd3-scale'
import type { FadeTimeline, FadeVisit } from '../../contract/fade.ts'
import type { PhotoId } from '../../contract/ids.ts'
import { dayNumber } from '../../domain/fade-chart/day-number.ts'
import { fadeChartExtent, type FadeChartExtent } from '../../domain/fade-chart/fade-chart-extent.ts'
import { likelyRange } from '../../domain/fade-chart/likely-range.ts'
import { monthTicks, type MonthTick } from '../../domain/fade-chart/month-ticks.ts'
import { placeThumbnails } from '../../domain/fade-chart/place-thumbnails.ts'
import type { Rect, Size } from '../../domain/viewer/size.ts'
import { visitRole, type VisitRole } from './fade-words.ts'

/** Room around the plot, in CSS pixels; above it stand the pictures of visits without a figure. */
export const CHART_ROOM = { left: 58, right: 22, top: 92, bottom: 34 } as const
const THUMB: Size = { width: 60, height: 45 }
const SMALL_THUMB: Size = { width: 44, height: 33 }
/** A plot that is narrower gets the small pictures. */
const SMALL_PLOT_PX = 720
/** Where visits without a figure have their mark: in the room above the plot. */
const LANE_Y = 74
/** Where the reason beside a hollow mark begins. */
export const REASON_OFFSET_PX = 12
const REASON_CHARACTER_PX = 6.6
/** A mark and the ring around it where it is selected. */
const MARK_ROOM_PX = 4
/** Free room between the plot and its percent figures. */
const AXIS_GAP_PX = 8
const HALF_TICK_LABEL_PX = 28
const TICK_ROOM_PX = 84
const LINE_PIECE_PX = 16
const PERCENT_LINES = [0, 25, 50, 75, 100, 125, 150]

/** One visit as it is drawn. */
export interface ChartVisit {
  readonly visit: FadeVisit
  readonly role: VisitRole
  readonly x: number
  readonly y: number
  /** The ends of the 80 % whisker; null where there is none. */
  readonly whisker: { readonly top: number; readonly bottom: number } | null
  readonly thumb: Rect
  /** On which side of its mark the reason stands; null where it would cover another mark on both. */
  readonly reasonSide: 'left' | 'right' | null
}

/** A day and a range of percent, in CSS pixels. */
export interface ChartPoint {
  readonly x: number
  readonly y: number
  readonly low: number
  readonly high: number
}

/** Everything that is drawn, in CSS pixels of the chart. */
export interface ChartPlan {
  readonly extent: FadeChartExtent
  readonly plot: Rect
  readonly percentLines: readonly { readonly percent: number; readonly y: number }[]
  readonly ticks: readonly (MonthTick & { readonly x: number })[]
  readonly todayX: number
  readonly visits: readonly ChartVisit[]
  /** The fitted course up to the last measured visit, and what is expected after it; empty where nothing is fitted. */
  readonly fitted: readonly ChartPoint[]
  readonly expected: readonly ChartPoint[]
  /** Joins the measured visits where nothing is fitted. */
  readonly joined: readonly ChartPoint[]
}

/** Lays out a chart of this size. */
export function planChart(timeline: FadeTimeline, size: Size, today: string): ChartPlan {
  const extent = fadeChartExtent(timeline, today)
  const plot: Rect = {
    left: CHART_ROOM.left,
    top: CHART_ROOM.top,
    width: Math.max(1, size.width - CHART_ROOM.left - CHART_ROOM.right),
    height: Math.max(1, size.height - CHART_ROOM.top - CHART_ROOM.bottom),
  }
  const x = scaleLinear([extent.fromDay, extent.toDay], [plot.left, plot.left + plot.width])
  const y = scaleLinear([0, extent.topPercent], [plot.top + plot.height, plot.top]).clamp(true)

  const marks = chooseReasonSides(
    timeline.visits.map((visit) => placeMark(visit, timeline.baselineId, x, y)),
    plot,
  )
  const lastDay = lastMeasuredDay(timeline)
  const curve = curveDays(timeline, extent, lastDay).map(({ day, percent, low, high }) => ({
    day,
    x: x(day),
    y: y(percent),
    low: y(low),
    high: y(high),
  }))
  // Nothing is fitted yet: the measured visits are joined by straight lines.
  const joined = curve.length > 0 ? [] : marks.flatMap(joinedPoint)
  const thumbs = thumbnailsOf(marks, plot, [
    ...marks.flatMap(reasonRect),
    ...lineRects(curve),
    ...lineRects(joined),
  ])
  return {
    extent,
    plot,
    percentLines: PERCENT_LINES.filter((percent) => percent <= extent.topPercent).map((percent) => ({
      percent,
      y: y(percent),
    })),
    ticks: monthTicks(extent.fromDay, extent.toDay, Math.max(2, Math.floor(plot.width / TICK_ROOM_PX)))
      .map((tick) => ({ ...tick, x: x(tick.day) }))
      .filter((tick) => tick.x + HALF_TICK_LABEL_PX <= plot.left + plot.width + 6),
    todayX: x(dayNumber(today)),
    visits: marks.map((mark) => ({ ...mark, thumb: thumbs.get(mark) ?? { left: 0, top: 0, ...THUMB } })),
    fitted: curve.filter((point) => point.day <= lastDay),
    expected: curve.filter((point) => point.day >= lastDay),
    joined,
  }
}

type Mark = Omit<ChartVisit, 'thumb'>
type PlacedMark = Omit<Mark, 'reasonSide'>
type Scale = (value: number) => number

function placeMark(visit: FadeVisit, baselineId: PhotoId, x: Scale, y: Scale): PlacedMark {
  const range = visit.photoId === baselineId ? null : likelyRange(visit.retentionPercent, visit.sigmaPp)
  return {
    visit,
    role: visitRole(visit),
    x: x(dayNumber(visit.date)),
    y: visit.retentionPercent === null ? LANE_Y : y(visit.retentionPercent),
    whisker: range === null ? null : { top: y(range.highPercent), bottom: y(range.lowPercent) },
  }
}

/** A reason stands to the right of its mark, or to the left where another visit's mark is in its way. */
function chooseReasonSides(marks: readonly PlacedMark[], plot: Rect): readonly Mark[] {
  return marks.map((mark) => {
    const isFree = (side: 'left' | 'right'): boolean =>
      reasonRect({ ...mark, reasonSide: side }).every(
        (rect) =>
          rect.left >= plot.left - AXIS_GAP_PX &&
          !marks.some((other) => other !== mark && isInside(rect, other, MARK_ROOM_PX)),
      )
    return { ...mark, reasonSide: isFree('right') ? 'right' : isFree('left') ? 'left' : null }
  })
}

function isInside(rect: Rect, { x, y }: { readonly x: number; readonly y: number }, room: number): boolean {
  return (
    x > rect.left - room &&
    x < rect.left + rect.width + room &&
    y > rect.top - room &&
    y < rect.top + rect.height + room
  )
}

/** Measured visits choose their places first: theirs are the pictures that are compared. */
function thumbnailsOf(marks: readonly Mark[], plot: Rect, avoid: readonly Rect[]): ReadonlyMap<Mark, Rect> {
  const inTurn = [
    ...marks.filter(({ role }) => role.kind === 'measured'),
    ...marks.filter(({ role }) => role.kind !== 'measured'),
  ]
  const places = placeThumbnails(
    inTurn.map((mark) => ({
      x: mark.x,
      top: (mark.whisker?.top ?? mark.y) - 6,
      bottom: (mark.whisker?.bottom ?? mark.y) + 6,
    })),
    plot.width < SMALL_PLOT_PX ? SMALL_THUMB : THUMB,
    { left: plot.left + 2, top: 6, width: plot.width - 4, height: plot.top + plot.height - 10 },
    avoid,
  )
  return new Map(places.map((place, index) => [inTurn[index]!, place]))
}

function joinedPoint({ role, x, y, whisker }: Mark): readonly ChartPoint[] {
  return role.kind === 'measured' ? [{ x, y, low: whisker?.bottom ?? y, high: whisker?.top ?? y }] : []
}

function lastMeasuredDay({ visits }: FadeTimeline): number {
  return Math.max(...visits.filter((visit) => visit.isUsable).map((visit) => dayNumber(visit.date)))
}

/** Small rectangles along a line, so that pictures keep off it. */
function lineRects(points: readonly ChartPoint[]): readonly Rect[] {
  return points.flatMap((point, index) => {
    const previous = points[index - 1] ?? point
    const pieces = Math.max(1, Math.ceil((point.x - previous.x) / LINE_PIECE_PX))
    return Array.from({ length: pieces }, (_, piece) => {
      const share = (piece + 1) / pieces
      const [x, y] = [
        previous.x + share * (point.x - previous.x),
        previous.y + share * (point.y - previous.y),
      ]
      return { left: x - LINE_PIECE_PX / 2, top: y - 4, width: LINE_PIECE_PX, height: 8 }
    })
  })
}

/** Where the reason beside a hollow mark stands, as near as its length can be told without drawing it. */
function reasonRect(mark: {
  readonly role: VisitRole
  readonly x: number
  readonly y: number
  readonly reasonSide: Mark['reasonSide']
}): readonly Rect[] {
  if (mark.role.kind === 'measured' || mark.reasonSide === null) return []
  const width = REASON_CHARACTER_PX * mark.role.reason.length
  const left = mark.reasonSide === 'right' ? mark.x + REASON_OFFSET_PX : mark.x - REASON_OFFSET_PX - width
  return [{ left, top: mark.y - 9, width, height: 18 }]
}

interface CurveDay {
  readonly day: number
  readonly percent: number
  readonly low: number
  readonly high: number
}

/** The curve inside the chart, with a point on the day of the last measured visit, where its two parts meet. */
function curveDays(timeline: FadeTimeline, extent: FadeChartExtent, lastDay: number): readonly CurveDay[] {
  if (timeline.curve.kind !== 'curve') return []
  const points = timeline.curve.points.map((point) => ({
    day: dayNumber(point.date),
    percent: point.medianPercent,
    low: point.lowPercent,
    high: point.highPercent,
  }))
  const wanted = [lastDay, extent.toDay].flatMap((day) => pointBetween(points, day))
  return [...points, ...wanted]
    .filter((point) => point.day >= extent.fromDay && point.day <= extent.toDay)
    .sort((a, b) => a.day - b.day)
}

function pointBetween(points: readonly CurveDay[], day: number): readonly CurveDay[] {
  const after = points.findIndex((point) => point.day > day)
  const [a, b] = [points[after - 1], points[after]]
  if (a === undefined || b === undefined || a.day === day) return []
  const share = (day - a.day) / (b.day - a.day)
  const mix = (from: number, to: number): number => from + share * (to - from)
  return [{ day, percent: mix(a.percent, b.percent), low: mix(a.low, b.low), high: mix(a.high, b.high) }]
}
