import { area, curveMonotoneX, line } from 'd3-shape'
import { useId, useRef } from 'react'
import type { FadeTimeline } from '../../contract/fade.ts'
import type { PhotoId } from '../../contract/ids.ts'
import { mediaUrl } from '../../contract/media.ts'
import type { Size } from '../../domain/viewer/size.ts'
import { formatDate } from '../parts/dates.ts'
import { ChartLegend } from './chart-legend.tsx'
import { FadeTable } from './fade-table.tsx'
import { notEnoughWords, percentWords } from './fade-words.ts'
import {
  planChart,
  REASON_OFFSET_PX,
  type ChartPlan,
  type ChartPoint,
  type ChartVisit,
} from './plan-chart.ts'
import { useElementSize } from './use-element-size.ts'

interface Props {
  readonly timeline: FadeTimeline
  /** True while it is looked whether anything changed. */
  readonly isRefreshing: boolean
  readonly selectedId: PhotoId | null
  readonly onSelect: (photo: PhotoId) => void
  /** Today's calendar day. */
  readonly today: string
}

/** Retention over time: measured visits with their uncertainty, the fitted course, and what is expected. */
export function FadeChart(props: Props) {
  const { timeline, isRefreshing } = props
  const titleId = useId()
  const place = useRef<HTMLDivElement>(null)
  const size = useElementSize(place)
  return (
    <section className="fade-card" aria-labelledby={titleId}>
      <header className="fade-card__head">
        <h2 className="fade-card__title" id={titleId}>
          Retention
        </h2>
        <p className="fade-card__note">{isRefreshing ? 'Looking for changes …' : noteWords(timeline)}</p>
        <ChartLegend hasCurve={timeline.curve.kind === 'curve'} />
      </header>
      <div className="fade-chart" ref={place}>
        {size === null ? null : <ChartPicture {...props} size={size} />}
      </div>
      <FadeTable timeline={timeline} />
    </section>
  )
}

function noteWords({ curve }: FadeTimeline): string {
  return curve.kind === 'curve'
    ? 'Pigment left, in percent of the healed baseline'
    : `No curve yet: it ${notEnoughWords(curve.reason, 'curve')}`
}

const straightLine = line<ChartPoint>(
  (point) => point.x,
  (point) => point.y,
)
const smoothLine = line<ChartPoint>(
  (point) => point.x,
  (point) => point.y,
).curve(curveMonotoneX)
const bandOf = () =>
  area<ChartPoint>()
    .x((point) => point.x)
    .y0((point) => point.low)
    .y1((point) => point.high)
const straightBand = bandOf()
const smoothBand = bandOf().curve(curveMonotoneX)

type PictureProps = Omit<Props, 'isRefreshing'> & { readonly size: Size }

function ChartPicture({ timeline, selectedId, onSelect, today, size }: PictureProps) {
  const plan = planChart(timeline, size, today)
  const { plot } = plan
  const bottom = plot.top + plot.height
  return (
    <svg
      className="fade-chart__picture"
      width={size.width}
      height={size.height}
      role="img"
      aria-label={pictureWords(timeline)}
    >
      <Axes plan={plan} />
      <path className="fade-chart__band" d={smoothBand([...plan.fitted]) ?? ''} />
      <path
        className="fade-chart__band fade-chart__band--expected"
        d={smoothBand([...plan.expected]) ?? ''}
      />
      <path className="fade-chart__band" d={straightBand([...plan.joined]) ?? ''} />
      <g className="fade-chart__today">
        <line x1={plan.todayX} x2={plan.todayX} y1={plot.top - 14} y2={bottom} />
        <text
          x={plan.todayX}
          y={plot.top - 20}
          textAnchor={plan.todayX > plot.left + plot.width - 30 ? 'end' : 'middle'}
        >
          Today
        </text>
      </g>
      <path className="fade-chart__line" d={smoothLine([...plan.fitted]) ?? ''} />
      <path
        className="fade-chart__line fade-chart__line--expected"
        d={smoothLine([...plan.expected]) ?? ''}
      />
      <path className="fade-chart__line fade-chart__line--joined" d={straightLine([...plan.joined]) ?? ''} />
      {plan.visits.map((mark) => (
        <DropLine key={mark.visit.photoId} mark={mark} bottom={bottom} />
      ))}
      {plan.visits.map((mark) => (
        <Leader key={mark.visit.photoId} mark={mark} />
      ))}
      {plan.visits.map((mark) => (
        <Thumbnail key={mark.visit.photoId} mark={mark} isSelected={mark.visit.photoId === selectedId} />
      ))}
      {plan.visits.map((mark) => (
        <Mark key={mark.visit.photoId} mark={mark} isSelected={mark.visit.photoId === selectedId} />
      ))}
      {plan.visits.map((mark) => (
        // The strip of crops below selects by keyboard; in the picture a click does the same.
        <ClickArea key={mark.visit.photoId} mark={mark} onSelect={onSelect} />
      ))}
    </svg>
  )
}

function Axes({ plan }: { readonly plan: ChartPlan }) {
  const { plot, percentLines, ticks } = plan
  return (
    <g className="fade-chart__axes">
      {percentLines.map(({ percent, y }) => (
        <g key={percent}>
          <line
            className={percent === 0 ? 'fade-chart__base' : 'fade-chart__grid'}
            x1={plot.left}
            x2={plot.left + plot.width}
            y1={y}
            y2={y}
          />
          <text x={plot.left - 12} y={y} dy="0.35em" textAnchor="end">
            {percentWords(percent)}
          </text>
        </g>
      ))}
      {ticks.map(({ day, x, label }) => (
        <text key={day} x={x} y={plot.top + plot.height + 22} textAnchor="middle">
          {label}
        </text>
      ))}
    </g>
  )
}

function DropLine({ mark, bottom }: { readonly mark: ChartVisit; readonly bottom: number }) {
  return <line className="fade-chart__drop" x1={mark.x} x2={mark.x} y1={mark.y} y2={bottom} />
}

interface MarkProps {
  readonly mark: ChartVisit
  readonly isSelected: boolean
}

function Mark({ mark, isSelected }: MarkProps) {
  const { role, x, y, whisker, reasonSide } = mark
  return (
    <g className={`fade-mark fade-mark--${role.kind}`}>
      {whisker === null ? null : (
        <path
          className="fade-mark__whisker"
          d={`M${x - 4},${whisker.top}h8M${x},${whisker.top}V${whisker.bottom}M${x - 4},${whisker.bottom}h8`}
        />
      )}
      {isSelected ? <circle className="fade-mark__selection" cx={x} cy={y} r={9.5} /> : null}
      <circle className="fade-mark__point" cx={x} cy={y} r={role.kind === 'measured' ? 4.5 : 4} />
      {role.kind === 'measured' || reasonSide === null ? null : (
        <text
          className="fade-mark__reason"
          x={reasonSide === 'right' ? x + REASON_OFFSET_PX : x - REASON_OFFSET_PX}
          y={y}
          dy="0.35em"
          textAnchor={reasonSide === 'right' ? 'start' : 'end'}
        >
          {role.reason}
        </text>
      )}
    </g>
  )
}

/** From a mark to its picture where that does not stand right above it. */
function Leader({ mark }: { readonly mark: ChartVisit }) {
  const { thumb, x, y } = mark
  const toX = Math.min(thumb.left + thumb.width, Math.max(thumb.left, x))
  const toY = Math.min(thumb.top + thumb.height, Math.max(thumb.top, y))
  if (toX === x && Math.abs(toY - y) < 48) return null
  return <line className="fade-thumb__leader" x1={x} y1={y} x2={toX} y2={toY} />
}

function Thumbnail({ mark, isSelected }: MarkProps) {
  const clipId = useId()
  const { left, top, width, height } = mark.thumb
  const frame = { x: left, y: top, width, height, rx: 6 }
  return (
    <g className={`fade-thumb${isSelected ? ' fade-thumb--selected' : ''} fade-thumb--${mark.role.kind}`}>
      <clipPath id={clipId}>
        <rect {...frame} />
      </clipPath>
      <rect className="fade-thumb__ground" {...frame} />
      <image
        href={mediaUrl({ id: mark.visit.photoId, sha256: mark.visit.sha256 }, 'thumb')}
        x={left}
        y={top}
        width={width}
        height={height}
        preserveAspectRatio="xMidYMid slice"
        clipPath={`url(#${clipId})`}
      />
      <rect className="fade-thumb__frame" {...frame} />
    </g>
  )
}

function ClickArea({
  mark,
  onSelect,
}: {
  readonly mark: ChartVisit
  readonly onSelect: (id: PhotoId) => void
}) {
  const { visit, thumb, x, y } = mark
  const select = (): void => onSelect(visit.photoId)
  return (
    <g className="fade-chart__click" onClick={select}>
      <title>{visitTitle(mark)}</title>
      <rect x={thumb.left} y={thumb.top} width={thumb.width} height={thumb.height} />
      <circle cx={x} cy={y} r={12} />
    </g>
  )
}

function visitTitle({ visit, role }: ChartVisit): string {
  const figure = visit.retentionPercent === null ? null : percentWords(visit.retentionPercent)
  const reason = role.kind === 'measured' ? null : role.reason
  return [formatDate(visit.date), figure, reason].filter((part) => part !== null).join(', ')
}

/** What the picture shows, for those who do not see it; the table below it holds every figure. */
function pictureWords({ visits }: FadeTimeline): string {
  const measured = visits.filter((visit) => visit.isUsable && visit.retentionPercent !== null)
  const [first, last] = [measured[0], measured.at(-1)]
  if (first === undefined || last === undefined || last.retentionPercent === null) {
    return 'Retention over time; no visit is measured yet'
  }
  return `Retention over time: ${percentWords(last.retentionPercent)} on ${formatDate(last.date)}, measured against ${formatDate(first.date)}`
}
