import { CircleCheck, Crosshair, Hand, Layers2, TriangleAlert } from 'lucide-react'
import type { PairVerdict } from '../../contract/clients.ts'
import type { PhotoId } from '../../contract/ids.ts'
import type { Photo } from '../../contract/photos.ts'
import { useCallQuery } from '../app/call-query.ts'
import { Button } from '../parts/button.tsx'
import { errorWords } from '../parts/error-words.ts'
import { PanelSection } from '../parts/panel.tsx'
import { ProgressView } from '../parts/progress-view.tsx'
import { viewWords } from '../parts/term-words.ts'
import { filmWords } from './film-words.ts'
import { outcomeWords } from './registration-words.ts'
import { useSeriesJob } from './series-job.tsx'
import type { Comparison } from './use-comparison.ts'
import './series-section.css'

/** All visits of this view against the before photo: which lie on it, and the way to align them all at once. */
export function SeriesSection(props: {
  readonly comparison: Comparison
  /** Shows a visit's photo as the after photo. */
  readonly onPick: (id: PhotoId) => void
}) {
  const { comparison, onPick } = props
  const before = comparison.before.photo
  const others = comparison.film.map(({ photo }) => photo).filter(({ id }) => id !== before.id)
  const verdicts =
    useCallQuery('clients.get', { id: before.clientId }, { refetchesOnReturn: true }).data?.verdicts ?? []
  const words = filmWords(comparison.film)
  const { subject, state, start, cancel } = useSeriesJob()
  const isRunning = state.kind === 'running'
  // While one runs it can be stopped here, whoever is looked at: the rail leads here.
  if (others.length < 2 && !isRunning) return null

  const isOfThese = subject?.clientId === before.clientId && subject.view === before.view
  const isOnThis = isOfThese && subject.baselineId === before.id
  return (
    <PanelSection title="All visits on this before photo">
      {isRunning ? (
        <>
          {subject === null || isOnThis ? null : (
            <p className="series__note">
              {isOfThese
                ? `On “${words.get(subject.baselineId) ?? ''}”, not on this photo:`
                : `Running for ${subject.client}, ${viewWords(subject.view)}:`}
            </p>
          )}
          <ProgressView
            title="Aligning all visits"
            progress={state.progress}
            isCancelling={state.isCancelling}
            onCancel={cancel}
          />
        </>
      ) : (
        <>
          {isOnThis && state.kind === 'failed' && state.error.code !== 'cancelled' ? (
            <p className="series__note" role="alert">
              {errorWords(state.error.code).what}. {errorWords(state.error.code).next}
            </p>
          ) : null}
          <Button
            isWide
            icon={<Layers2 size={15} />}
            onPress={() => {
              const { clientId, client, view, id } = before
              start({ clientId, client, view, baselineId: id })
            }}
          >
            Align all visits
          </Button>
        </>
      )}
      {isRunning && isOfThese ? null : (
        <ul className="series" aria-label="Visits">
          {others.map((photo) => (
            <Visit
              key={photo.id}
              words={words.get(photo.id) ?? ''}
              known={verdictOf(verdicts, before, photo)}
              isShown={photo.id === comparison.after.photo.id}
              onPick={() => onPick(photo.id)}
            />
          ))}
        </ul>
      )}
    </PanelSection>
  )
}

function Visit(props: {
  readonly words: string
  /** What is known of it; undefined where it was not tried. */
  readonly known: PairVerdict | undefined
  readonly isShown: boolean
  readonly onPick: () => void
}) {
  const { words, known, isShown, onPick } = props
  return (
    <li>
      <button type="button" className="series__visit" aria-pressed={isShown} onClick={onPick}>
        <VerdictSign known={known} />
        <span className="series__words ellipsis">{words}</span>
        <span className="series__verdict">{known === undefined ? 'Not tried' : outcomeWords(known)}</span>
      </button>
    </li>
  )
}

function VerdictSign({ known }: { readonly known: PairVerdict | undefined }) {
  if (known === undefined) return <span className="series__blank" aria-hidden />
  if (known.verdict === 'aligned') return <CircleCheck size={15} aria-hidden />
  if (known.verdict === 'needs-points') return <Crosshair size={15} aria-hidden />
  return known.madeBy === 'person' ? <Hand size={15} aria-hidden /> : <TriangleAlert size={15} aria-hidden />
}

function verdictOf(verdicts: readonly PairVerdict[], before: Photo, after: Photo) {
  return verdicts.find(({ beforeId, afterId }) => beforeId === before.id && afterId === after.id)
}
