import type { FadeTimeline } from '../../contract/fade.ts'
import { likelyRange } from '../../domain/fade-chart/likely-range.ts'
import { formatDate } from '../parts/dates.ts'
import { phaseWords } from '../parts/term-words.ts'
import { flagWords, percentWords } from './fade-words.ts'

/** The chart's figures as a table, for screen readers. */
export function FadeTable({ timeline }: { readonly timeline: FadeTimeline }) {
  return (
    <div className="visually-hidden">
      <table>
        <caption>Retention at every visit</caption>
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Phase</th>
            <th scope="col">Retention</th>
            <th scope="col">80 % range</th>
            <th scope="col">Counts</th>
            <th scope="col">Remarks</th>
          </tr>
        </thead>
        <tbody>
          {timeline.visits.map((visit) => {
            const range = likelyRange(visit.retentionPercent, visit.sigmaPp)
            return (
              <tr key={visit.photoId}>
                <th scope="row">{formatDate(visit.date)}</th>
                <td>{phaseWords(visit.phase)}</td>
                <td>
                  {visit.retentionPercent === null ? 'not measured' : percentWords(visit.retentionPercent)}
                </td>
                <td>
                  {range === null
                    ? 'unknown'
                    : `${percentWords(range.lowPercent)} to ${percentWords(range.highPercent)}`}
                </td>
                <td>{visit.isUsable ? 'yes' : 'no'}</td>
                <td>{visit.flags.map(flagWords).join(' ')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
