import { CircleHelp } from 'lucide-react'
import type { ImportPreview } from '../../contract/imports.ts'
import { glimpseUrl } from '../../contract/media.ts'
import type { Source } from '../../contract/vocabulary.ts'
import { count, formatVisitDate } from '../parts/dates.ts'
import { Picture } from '../parts/picture.tsx'
import { phaseWords, sourceWords, viewSourceWords, viewWords, visitKindWords } from '../parts/term-words.ts'

type PreviewClient = ImportPreview['clients'][number]
type PreviewVisit = PreviewClient['visits'][number]

/** What makes the start of a row the way to put it right. */
interface Opener {
  readonly index: number
  /** True for the one row that Tab leads to. */
  readonly isTabStop: boolean
  readonly onFocus: (index: number) => void
  readonly onOpen: () => void
}

/** The start of a row: pressed, the row is put right; it takes clicks on the whole row. */
function RowButton({
  opener,
  className,
  words,
  facts = [],
}: {
  readonly opener: Opener
  readonly className: string
  readonly words: string
  /** Said of the whole row while the pointer rests on it, because it lies over the cells. */
  readonly facts?: readonly string[]
}) {
  const { index, isTabStop, onFocus, onOpen } = opener
  return (
    <button
      type="button"
      className={`preview-table__open ${className}`}
      aria-haspopup="dialog"
      title={['Put right', ...facts].join('\n')}
      data-index={index}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={() => onFocus(index)}
      onClick={onOpen}
    >
      {words}
    </button>
  )
}

/** A client's line of the preview: the name, where it was read, and how many photos. */
export function ClientCells({ client, opener }: { readonly client: PreviewClient; readonly opener: Opener }) {
  const photos = client.visits.reduce((sum, visit) => sum + visit.photos, 0)
  return (
    <>
      <span role="rowheader" aria-colspan={5} className="preview-table__client">
        <RowButton opener={opener} className="preview-table__name ellipsis" words={client.name} />
        <span className="preview-table__source ellipsis">
          {count(client.visits.length, 'visit')} · {nameSourceWords(client)}
        </span>
        {client.source === 'guess' ? <Unsure /> : null}
        {client.sameAs === null ? null : (
          <span className="preview-table__source preview-table__same ellipsis">
            <Unsure /> the same as {client.sameAs}?
          </span>
        )}
      </span>
      <span role="cell" className="preview-table__number figures">
        {photos}
      </span>
    </>
  )
}

function nameSourceWords({ name, source, readAs, couldBe }: PreviewClient): string {
  if (source === 'guess' && couldBe !== null) return `or is “${couldBe}” the client?`
  if (source === 'guess') return 'named after the folder you chose'
  const others = readAs.filter((read) => read.isSaid || lettersOf(read.name) !== lettersOf(name))
  if (others.length === 0) return `name ${sourceWords(source)}`
  const isSaid = others.some((read) => read.isSaid)
  return `read as ${readAs.map((read) => `“${read.name}”`).join(', ')}${isSaid ? ', put right by you' : ''}`
}

/** The dots of initials are shown, but are no part of what was read. */
const lettersOf = (name: string): string => name.replaceAll(/[\s.]+/gu, ' ').trim()

/** A visit's line of the preview: what was read, and where each of it was read. */
export function VisitCells({
  look,
  visit,
  opener,
}: {
  readonly look: string
  readonly visit: PreviewVisit
  readonly opener: Opener
}) {
  const { date, dateSource, isDayUnclear, kind, kindSource, label, phase, phaseSource } = visit
  const [shown] = visit.glimpses
  const ownWords = ownWordsOf(visit)
  return (
    <>
      <span role="cell" className="preview-table__picture">
        <Picture source={shown === undefined ? null : glimpseUrl(look, shown)} alt="" />
      </span>
      <span role="cell" className="preview-table__cell">
        <RowButton
          opener={opener}
          className="figures"
          words={formatVisitDate(date)}
          facts={[
            ...(label === null ? [] : [`Named “${label}”`]),
            `Day: ${sourceWords(date === null ? 'none' : dateSource)}`,
            `Kind of visit: ${sourceWords(kindSource)}`,
            `Phase: ${sourceWords(phaseSource)}`,
            `Views: ${viewsWithSources(visit)}`,
          ]}
        />
        {isDayUnclear || date === null ? <Unsure /> : null}
        {date === null ? null : <SourceWords source={dateSource} />}
      </span>
      <span role="cell" className="preview-table__cell">
        <span className="ellipsis">{visitKindWords(kind)}</span>
        {kindSource === 'person' ? <SourceWords source="person" /> : null}
        {ownWords === '' ? null : <span className="preview-table__label ellipsis">{ownWords}</span>}
      </span>
      <span role="cell" className="preview-table__cell">
        <span className="ellipsis">{phase === 'unknown' ? 'Unknown' : phaseWords(phase)}</span>
        {phase === 'unknown' ? <Unsure /> : <SourceWords source={phaseSource} />}
      </span>
      <span role="cell" className="preview-table__cell preview-table__views">
        <span className="ellipsis">{viewsOf(visit)}</span>
        {visit.views.some(({ view, source }) => view === 'unknown' || source === 'guess') ? <Unsure /> : null}
      </span>
      <span role="cell" className="preview-table__number figures">
        {visit.photos}
      </span>
    </>
  )
}

/** What the clinic calls a visit, as far as it says more than the kind beside it: the "1" of "Session 1". */
function ownWordsOf({ label, kind, kindSource }: PreviewVisit): string {
  if (label === null || kindSource === 'person') return ''
  const kindWords = visitKindWords(kind)
  const isBegunByKind = label.toLowerCase().startsWith(kindWords.toLowerCase())
  return isBegunByKind ? label.slice(kindWords.length).trim() : label
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
