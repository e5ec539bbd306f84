import { CircleHelp } from 'lucide-react'
import type { ImportPreview } from '../../contract/imports.ts'
import type { Source } from '../../contract/vocabulary.ts'
import { count, formatVisitDate } from '../parts/dates.ts'
import { phaseWords, sourceWords, viewSourceWords, viewWords, visitKindWords } from '../parts/term-words.ts'

type PreviewClient = ImportPreview['clients'][number]
type PreviewVisit = PreviewClient['visits'][number]

/** A client's line of the preview: the name, where it was read, and how many photos. */
export function ClientCells({ client }: { readonly client: PreviewClient }) {
  const photos = client.visits.reduce((sum, visit) => sum + visit.photos, 0)
  return (
    <>
      <span role="rowheader" aria-colspan={4} className="preview-table__client">
        <span className="preview-table__name ellipsis" title={client.name}>
          {client.name}
        </span>
        <span className="preview-table__source ellipsis">
          {count(client.visits.length, 'visit')} ·{' '}
          {client.source === 'guess'
            ? 'named after the folder you chose'
            : `name ${sourceWords(client.source)}`}
        </span>
        {client.source === 'guess' ? <Unsure /> : null}
      </span>
      <span role="cell" className="preview-table__number figures">
        {photos}
      </span>
    </>
  )
}

/** A visit's line of the preview: what was read, and where each of it was read. */
export function VisitCells({ visit }: { readonly visit: PreviewVisit }) {
  const { date, dateSource, isDayUnclear, kind, label, phase, phaseSource } = visit
  return (
    <>
      <span role="cell" className="preview-table__cell" title={date === null ? '' : sourceWords(dateSource)}>
        <span className="figures">{formatVisitDate(date)}</span>
        {isDayUnclear || date === null ? <Unsure /> : null}
        {date === null ? null : <SourceWords source={dateSource} />}
      </span>
      <span role="cell" className="ellipsis" title={label ?? undefined}>
        {visitKindWords(kind)}
      </span>
      <span role="cell" className="preview-table__cell" title={sourceWords(phaseSource)}>
        <span className="ellipsis">{phase === 'unknown' ? 'Unknown' : phaseWords(phase)}</span>
        {phase === 'unknown' ? <Unsure /> : <SourceWords source={phaseSource} />}
      </span>
      <span role="cell" className="preview-table__cell preview-table__views" title={viewsWithSources(visit)}>
        <span className="ellipsis">{viewsOf(visit)}</span>
        {visit.views.some(({ view, source }) => view === 'unknown' || source === 'guess') ? <Unsure /> : null}
      </span>
      <span role="cell" className="preview-table__number figures">
        {visit.photos}
      </span>
    </>
  )
}

/** A sign beside what is not known or only guessed; whoever does not see it hears it. */
function Unsure() {
  return (
    <span className="preview-table__unsure" title="Not sure">
      <CircleHelp size={14} aria-hidden />
      <span className="visually-hidden">not sure</span>
    </span>
  )
}

function SourceWords({ source }: { readonly source: Source }) {
  return <span className="preview-table__source ellipsis">{SHORT_WORDS[source] ?? sourceWords(source)}</span>
}

/** As short as a column of a table wants it; the whole words are in the tooltip. */
const SHORT_WORDS: Readonly<Partial<Record<Source, string>>> = {
  folder: 'folder',
  'file-name': 'file name',
  exif: 'camera',
  derived: 'from dates',
  guess: 'guess',
  person: 'you',
  none: '',
}

function viewsOf(visit: PreviewVisit): string {
  return visit.views
    .map(({ view, photos }) => {
      const words = view === 'unknown' ? 'Unknown' : viewWords(view)
      return photos === 1 ? words : `${words} × ${photos}`
    })
    .join(', ')
}

function viewsWithSources(visit: PreviewVisit): string {
  return visit.views
    .map(({ view, source }) =>
      view === 'unknown' ? viewWords(view) : `${viewWords(view)} ${viewSourceWords(source)}`,
    )
    .join(', ')
}
