import type { Visit } from '../../contract/clients.ts'
import { VIEWS } from '../../contract/vocabulary.ts'
import type { Photo } from '../../contract/photos.ts'
import { Badge } from '../parts/badge.tsx'
import { count, formatVisitDate } from '../parts/dates.ts'
import { phaseWords, sourceWords, viewWords } from '../parts/term-words.ts'
import { PhotoTile } from './photo-tile.tsx'
import { firstSessionDate, visitWords } from './photo-words.ts'
import { useArrowKeys } from './use-arrow-keys.ts'
import './visit-sections.css'

interface Props {
  /** In order. */
  readonly visits: readonly Visit[]
  readonly selected: ReadonlySet<Photo['id']>
  readonly onToggle: (photo: Photo) => void
  readonly onOpen: (photo: Photo) => void
}

/** Visit by visit, each with all its photos. */
export function VisitSections({ visits, selected, onToggle, onOpen }: Props) {
  const since = firstSessionDate(visits)
  const keys = useArrowKeys('0:0')
  return (
    <div className="visit-sections" onKeyDown={keys.onKeyDown} onFocus={keys.onFocus}>
      {visits.map((visit, row) => (
        <section
          key={visit.id}
          className="visit-sections__visit"
          aria-label={`${formatVisitDate(visit.date)}, ${visitWords(visit, since)}`}
        >
          <header className="visit-sections__head">
            <h2 className="visit-sections__date figures">{formatVisitDate(visit.date)}</h2>
            <span className="visit-sections__kind">{visitWords(visit, since)}</span>
            <Badge>{phaseWords(visit.phase)}</Badge>
            <span className="visit-sections__facts ellipsis">
              {count(visit.photos.length, 'photo')}
              {visit.date === null ? '' : ` · date ${sourceWords(visit.dateSource)}`}
              {visit.label === null ? '' : ` · “${visit.label}”`}
            </span>
          </header>
          <ul className="visit-sections__photos">
            {inViewOrder(visit.photos).map((photo, column) => {
              const place = `${row}:${column}`
              return (
                <li key={photo.id}>
                  <PhotoTile
                    photo={photo}
                    place={place}
                    tabIndex={place === keys.current ? 0 : -1}
                    isSelected={selected.has(photo.id)}
                    caption={viewWords(photo.view)}
                    onToggle={onToggle}
                    onOpen={onOpen}
                  />
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </div>
  )
}

function inViewOrder(photos: readonly Photo[]): readonly Photo[] {
  return [...photos].sort((a, b) => VIEWS.indexOf(a.view) - VIEWS.indexOf(b.view))
}
