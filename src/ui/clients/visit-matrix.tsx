import { Link } from '@tanstack/react-router'
import { ChartLine, SquareSplitHorizontal } from 'lucide-react'
import type { PairVerdict, Visit } from '../../contract/clients.ts'
import type { ClientId } from '../../contract/ids.ts'
import type { Photo } from '../../contract/photos.ts'
import { formatVisitDate } from '../parts/dates.ts'
import { phaseWords, viewWords } from '../parts/term-words.ts'
import { choosePair, viewsOf } from './choose-pair.ts'
import { PhotoTile } from './photo-tile.tsx'
import { firstSessionDate, visitWords } from './photo-words.ts'
import { useArrowKeys } from './use-arrow-keys.ts'
import './visit-matrix.css'

/** More photos of one view in one visit than this are shown by visit only. */
const SHOWN_IN_CELL = 2

interface Props {
  readonly clientId: ClientId
  /** In order. */
  readonly visits: readonly Visit[]
  readonly verdicts: readonly PairVerdict[]
  readonly selected: ReadonlySet<Photo['id']>
  readonly onToggle: (photo: Photo) => void
  readonly onOpen: (photo: Photo) => void
  readonly onShowVisits: () => void
}

/** Views down, visits across: how each part of the scalp went on, and at a glance which photo was not taken. */
export function VisitMatrix(props: Props) {
  const { clientId, visits, verdicts, selected, onToggle, onOpen, onShowVisits } = props
  const views = viewsOf(visits)
  const since = firstSessionDate(visits)
  const keys = useArrowKeys(firstPlace(visits, views))
  return (
    <div className="visit-matrix" onKeyDown={keys.onKeyDown} onFocus={keys.onFocus}>
      <table className="visit-matrix__table">
        <caption className="visually-hidden">Photos by view and visit</caption>
        <thead>
          <tr>
            <td className="visit-matrix__corner" />
            {visits.map((visit) => (
              <th key={visit.id} scope="col" className="visit-matrix__visit">
                <span className="visit-matrix__date figures">{formatVisitDate(visit.date)}</span>
                <span className="visit-matrix__kind ellipsis" title={visit.label ?? undefined}>
                  {visitWords(visit, since)}
                </span>
                <span className="visit-matrix__phase">{phaseWords(visit.phase)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {views.map((view, row) => {
            const pair = choosePair(visits, view, verdicts)
            return (
              <tr key={view}>
                <th scope="row" className="visit-matrix__view">
                  <span className="visit-matrix__view-name">{viewWords(view)}</span>
                  {pair === null ? null : (
                    <span className="visit-matrix__links">
                      <Link
                        className="visit-matrix__link"
                        to="/compare/$beforeId/$afterId"
                        params={{ beforeId: pair.before.id, afterId: pair.after.id }}
                        aria-label={`Compare ${viewWords(view)}`}
                      >
                        <SquareSplitHorizontal size={14} aria-hidden />
                        Compare
                      </Link>
                      <Link
                        className="visit-matrix__link"
                        to="/clients/$clientId/fade/$view"
                        params={{ clientId, view }}
                        aria-label={`Fade of ${viewWords(view)}`}
                      >
                        <ChartLine size={14} aria-hidden />
                        Fade
                      </Link>
                    </span>
                  )}
                </th>
                {visits.map((visit, column) => {
                  const photos = visit.photos.filter((photo) => photo.view === view)
                  return (
                    <td key={visit.id} className="visit-matrix__cell">
                      {photos.length === 0 ? (
                        <span className="visit-matrix__none">
                          <span className="visually-hidden">No photo</span>
                        </span>
                      ) : (
                        <span className="visit-matrix__photos">
                          {photos.slice(0, SHOWN_IN_CELL).map((photo, index) => {
                            const place = `${row * SHOWN_IN_CELL + index}:${column}`
                            return (
                              <PhotoTile
                                key={photo.id}
                                photo={photo}
                                place={place}
                                tabIndex={place === keys.current ? 0 : -1}
                                isSelected={selected.has(photo.id)}
                                onToggle={onToggle}
                                onOpen={onOpen}
                              />
                            )
                          })}
                          {photos.length > SHOWN_IN_CELL ? (
                            <button type="button" className="visit-matrix__more" onClick={onShowVisits}>
                              {photos.length - SHOWN_IN_CELL} more
                            </button>
                          ) : null}
                        </span>
                      )}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function firstPlace(visits: readonly Visit[], views: readonly string[]): string {
  for (const [row, view] of views.entries()) {
    const column = visits.findIndex((visit) => visit.photos.some((photo) => photo.view === view))
    if (column >= 0) return `${row * SHOWN_IN_CELL}:${column}`
  }
  return '0:0'
}
