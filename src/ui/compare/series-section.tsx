import { useQueryClient } from '@tanstack/react-query'
import { CircleCheck, Crosshair, Layers2, TriangleAlert } from 'lucide-react'
import type { PairVerdict } from '../../contract/clients.ts'
import type { Photo } from '../../contract/photos.ts'
import { useCallQuery, invalidate } from '../app/call-query.ts'
import { useLongCall } from '../app/use-long-call.ts'
import { Button } from '../parts/button.tsx'
import { errorWords } from '../parts/error-words.ts'
import { PanelSection } from '../parts/panel.tsx'
import { ProgressView } from '../parts/progress-view.tsx'
import { verdictWords } from '../parts/term-words.ts'
import { toast } from '../parts/toast.ts'
import { filmWords } from './film-words.ts'
import type { Comparison } from './use-comparison.ts'
import './series-section.css'

/** All visits of this view against the before photo: which lie on it, and the way to align them all at once. */
export function SeriesSection({ comparison }: { readonly comparison: Comparison }) {
  const before = comparison.before.photo
  const others = comparison.film.map(({ photo }) => photo).filter(({ id }) => id !== before.id)
  const verdicts = useCallQuery('clients.get', { id: before.clientId }).data?.verdicts ?? []
  const words = filmWords(comparison.film)
  const cache = useQueryClient()
  const series = useLongCall('registrations.alignSeries')
  if (others.length < 2) return null

  const align = async (): Promise<void> => {
    const found = await series.start({ clientId: before.clientId, view: before.view, baselineId: before.id })
    // What was found before a cancel is kept as well.
    await invalidate(cache, [
      'clients.get',
      'registrations.get',
      'registrations.comparability',
      'fade.timeline',
      'reshoot.card',
    ])
    if (found !== null) toast(outcomeWords(found.map(({ verdict }) => verdict)))
  }
  return (
    <PanelSection title="All visits on this before photo">
      {series.state.kind === 'running' ? (
        <ProgressView
          title="Aligning all visits"
          progress={series.state.progress}
          isCancelling={series.state.isCancelling}
          onCancel={series.cancel}
        />
      ) : (
        <>
          <ul className="series" aria-label="Visits">
            {others.map((photo) => (
              <Visit
                key={photo.id}
                words={words.get(photo.id) ?? ''}
                verdict={verdictOf(verdicts, before, photo)}
              />
            ))}
          </ul>
          {series.state.kind === 'failed' && series.state.error.code !== 'cancelled' ? (
            <p className="series__note" role="alert">
              {errorWords(series.state.error.code).what}. {errorWords(series.state.error.code).next}
            </p>
          ) : null}
          <Button isWide icon={<Layers2 size={15} />} onPress={() => void align()}>
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

function outcomeWords(verdicts: readonly PairVerdict['verdict'][]): string {
  const count = (verdict: PairVerdict['verdict']) => verdicts.filter((each) => each === verdict).length
  const open = count('needs-points')
  const parts = [`${count('aligned')} of ${verdicts.length} visits aligned`]
  if (count('check') > 0) parts.push(`${count('check')} to check`)
  if (open > 0) parts.push(`${open} ${open === 1 ? 'needs' : 'need'} your points`)
  return parts.join(', ')
}
