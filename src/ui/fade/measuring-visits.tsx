import type { FadeProgress } from '../../contract/fade.ts'
import { formatDate } from '../parts/dates.ts'
import { phaseWords } from '../parts/term-words.ts'
import { Thumb } from '../parts/thumb.tsx'
import { percentWords, visitRole } from './fade-words.ts'
import './measuring-visits.css'

type MeasuringVisit = FadeProgress['visits'][number]

/** The visits of a view while they are measured: each gets its figure as soon as there is one. */
export function MeasuringVisits({ visits }: { readonly visits: readonly MeasuringVisit[] }) {
  const current = visits.find(({ measured }) => measured === null)
  return (
    <ol className="measuring-visits" aria-label="Visits">
      {visits.map((visit) => (
        <li className="measuring-visits__row" key={visit.photoId}>
          <span className="measuring-visits__photo">
            <Thumb photo={{ id: visit.photoId, sha256: visit.sha256 }} alt="" />
          </span>
          <span className="measuring-visits__date figures">{formatDate(visit.date)}</span>
          <span className="measuring-visits__phase">{phaseWords(visit.phase)}</span>
          <span
            className={
              visit.measured === null
                ? 'measuring-visits__result measuring-visits__result--open'
                : 'measuring-visits__result figures'
            }
          >
            {visit.measured === null
              ? visit === current
                ? 'Measuring …'
                : 'Waiting'
              : resultWords(visit.measured)}
          </span>
        </li>
      ))}
    </ol>
  )
}

function resultWords(visit: NonNullable<MeasuringVisit['measured']>): string {
  const role = visitRole(visit)
  const figure = visit.retentionPercent === null ? null : percentWords(visit.retentionPercent)
  if (role.kind === 'measured') return figure ?? ''
  return figure === null ? role.reason : `${figure} · ${role.reason}`
}
