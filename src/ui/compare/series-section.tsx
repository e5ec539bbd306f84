import { CircleCheck, Crosshair, Layers2, TriangleAlert } from 'lucide-react'
import type { PairVerdict } from '../../contract/clients.ts'
import type { Photo } from '../../contract/photos.ts'
import { useCallQuery } from '../app/call-query.ts'
import { Button } from '../parts/button.tsx'
import { errorWords } from '../parts/error-words.ts'
import { PanelSection } from '../parts/panel.tsx'
import { ProgressView } from '../parts/progress-view.tsx'
import { verdictWords, viewWords } from '../parts/term-words.ts'
import { filmWords } from './film-words.ts'
import { useSeriesJob } from './series-job.tsx'
import type { Comparison } from './use-comparison.ts'
import './series-section.css'

/** All visits of this view against the before photo: which lie on it, and the way to align them all at once. */
export function SeriesSection({ comparison }: { readonly comparison: Comparison }) {
  const before = comparison.before.photo
  const others = comparison.film.map(({ photo }) => photo).filter(({ id }) => id !== before.id)
  const verdicts = useCallQuery('clients.get', { id: before.clientId }).data?.verdicts ?? []
  const words = filmWords(comparison.film)
  const { subject, state, start, cancel } = useSeriesJob()
  const isRunning = state.kind === 'running'
  // While one runs it can be stopped here, whoever is looked at: the rail leads here.
  if (others.length < 2 && !isRunning) return null

  const isOfThese = subject?.clientId === before.clientId && subject.view === before.view
  const isOnThis = isOfThese && subject.baselineId === before.id
  return (
    <PanelSection title="All visits on this before photo">
      {isRunning && isOfThese ? null : (
        <ul className="series" aria-label="Visits">
          {others.map((photo) => (
            <Visit
              key={photo.id}
              words={words.get(photo.id) ?? ''}
              verdict={verdictOf(verdicts, before, photo)}
            />
          ))}
        </ul>
      )}
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
    </PanelSection>
  )
}

function Visit({
  words,
  verdict,
}: {
  readonly words: string
  readonly verdict: PairVerdict['verdict'] | undefined
}) {
  return (
    <li className="series__visit">
      {verdict === undefined ? (
        <span className="series__blank" aria-hidden />
      ) : verdict === 'aligned' ? (
        <CircleCheck size={15} aria-hidden />
      ) : verdict === 'check' ? (
        <TriangleAlert size={15} aria-hidden />
      ) : (
        <Crosshair size={15} aria-hidden />
      )}
      <span className="series__words ellipsis">{words}</span>
      <span className="series__verdict">{verdict === undefined ? 'Not tried' : verdictWords(verdict)}</span>
    </li>
  )
}

function verdictOf(verdicts: readonly PairVerdict[], before: Photo, after: Photo) {
  return verdicts.find(({ beforeId, afterId }) => beforeId === before.id && afterId === after.id)?.verdict
}
