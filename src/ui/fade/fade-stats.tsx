import type { FadeTimeline, FadeVisit } from '../../contract/fade.ts'
import { likelyRange } from '../../domain/fade-chart/likely-range.ts'
import { describeSpan } from '../../domain/viewer/describe-occasion.ts'
import { count, formatDate } from '../parts/dates.ts'
import { percentWords, touchUpWords, visitRole } from './fade-words.ts'

interface Stat {
  readonly name: string
  readonly figure: string
  readonly note: string
  /** False where words stand in the figure's place: they are set smaller, and the note beside the name. */
  readonly isFigure: boolean
}

/** The few figures that matter, in one row. */
export function FadeStats(props: {
  readonly timeline: FadeTimeline
  /** The day from which a client's visits are counted. */
  readonly firstSession: string | null
}) {
  const { timeline, firstSession } = props
  const stats = [
    retentionStat(timeline),
    lastVisitStat(timeline, firstSession),
    visitsStat(timeline),
    touchUpStat(timeline),
  ]
  return (
    <dl className="fade-stats">
      {stats.map((stat) => (
        <div className="fade-stats__cell" key={stat.name}>
          <dt className="fade-stats__name">
            {stat.name}
            {stat.isFigure || stat.note === '' ? null : ` · ${stat.note}`}
          </dt>
          <dd className="fade-stats__value">
            <span className={stat.isFigure ? 'fade-stats__figure figures' : 'fade-stats__words'}>
              {stat.figure}
            </span>
            {stat.isFigure ? <span className="fade-stats__note"> {stat.note}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function retentionStat({ visits, baselineId }: FadeTimeline): Stat {
  const latest = visits.findLast((visit) => visit.isUsable && visit.photoId !== baselineId)
  if (latest === undefined || latest.retentionPercent === null) {
    const hasLater = visits.at(-1)?.photoId !== baselineId
    return {
      name: 'Retention',
      figure: 'Not enough data yet',
      note: hasLater ? 'no later visit counts' : 'needs a later visit',
      isFigure: false,
    }
  }
  if (latest.flags.includes('no-measurable-change')) {
    return { name: 'Retention', figure: 'No measurable change', note: rangeWords(latest), isFigure: false }
  }
  return {
    name: 'Retention since healed',
    figure: percentWords(latest.retentionPercent),
    note: rangeWords(latest),
    isFigure: true,
  }
}

function rangeWords(visit: FadeVisit): string {
  const range = likelyRange(visit.retentionPercent, visit.sigmaPp)
  if (range === null) return ''
  return `range ${Math.round(range.lowPercent)}–${Math.round(range.highPercent)} %`
}

function lastVisitStat({ visits, baselineId }: FadeTimeline, firstSession: string | null): Stat {
  const last = visits.at(-1)
  const baseline = visits.find((visit) => visit.photoId === baselineId)
  if (last === undefined || baseline === undefined) {
    return { name: 'Last visit', figure: '–', note: '', isFigure: true }
  }
  const isBaseline = last.date === baseline.date
  return {
    name: 'Last visit',
    figure: isBaseline ? 'Healed' : describeSpan(firstSession ?? baseline.date, last.date),
    note: formatDate(last.date),
    isFigure: true,
  }
}

function visitsStat({ visits }: FadeTimeline): Stat {
  const measured = visits.filter((visit) => visitRole(visit).kind === 'measured').length
  const rest = visits.length - measured
  return {
    name: 'Healed visits measured',
    figure: String(measured),
    note: rest === 0 ? '' : `${count(rest, 'other')} apart`,
    isFigure: true,
  }
}

function touchUpStat({ touchUp }: FadeTimeline): Stat {
  return { name: 'Touch-up', ...touchUpWords(touchUp) }
}
