import { useNavigate } from '@tanstack/react-router'
import { SquareSplitHorizontal } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import type { PhotoId } from '../../contract/ids.ts'
import type { Photo } from '../../contract/photos.ts'
import { useCallQuery } from '../app/call-query.ts'
import { rememberClient } from '../app/current-work.ts'
import { Screen, type Crumb } from '../app/screen.tsx'
import { useShortcut } from '../app/use-shortcut.ts'
import { ButtonLink } from '../parts/button-link.tsx'
import { formatVisitDate } from '../parts/dates.ts'
import { Failure } from '../parts/failure.tsx'
import { Loading } from '../parts/loading.tsx'
import { phaseWords, viewWords } from '../parts/term-words.ts'
import { choosePairWith, inOrder } from './choose-pair.ts'
import { PhotoDetails } from './photo-details.tsx'
import { PhotoStrip } from './photo-strip.tsx'
import { PhotoZoom } from './photo-zoom.tsx'

/** One photo in full, all that is known about it, and the same view on other days. */
export function PhotoScreen({ photoId }: { readonly photoId: PhotoId }) {
  const answer = useCallQuery('photos.get', { id: photoId }, { keepsPrevious: true })
  const photo = answer.data?.photo
  const client = useCallQuery('clients.get', { id: photo?.clientId ?? 1 }, { isEnabled: photo !== undefined })
  const series = useMemo(
    () =>
      inOrder(client.data?.visits ?? []).flatMap((visit) =>
        visit.photos.filter((each) => each.view === photo?.view),
      ),
    [client.data, photo?.view],
  )
  const navigate = useNavigate()
  const show = (next: Photo | undefined): void => {
    if (next === undefined) return
    void navigate({ to: '/photos/$photoId', params: { photoId: next.id }, replace: true })
  }
  const clientId = photo?.clientId
  useEffect(() => {
    if (clientId !== undefined) rememberClient(clientId)
  }, [clientId])
  const index = series.findIndex((each) => each.id === photoId)
  useShortcut('[', () => show(series[index - 1]), { isEnabled: index > 0 })
  useShortcut(']', () => show(series[index + 1]), { isEnabled: index >= 0 })

  if (answer.error !== null || answer.data === undefined || photo === undefined) {
    return (
      <Screen crumbs={[{ words: 'Clients', to: { to: '/' } }, { words: 'Photo' }]}>
        {answer.error === null ? (
          <Loading words="Looking up the photo" />
        ) : (
          <Failure error={answer.error} onRetry={() => void answer.refetch()} />
        )}
      </Screen>
    )
  }
  const pair = choosePairWith(client.data?.visits ?? [], photo, client.data?.verdicts ?? [])
  return (
    <Screen
      kind="stage"
      crumbs={crumbsOf(photo)}
      actions={
        pair === null ? null : (
          <ButtonLink
            icon={<SquareSplitHorizontal size={16} aria-hidden />}
            link={{
              to: '/compare/$beforeId/$afterId',
              params: { beforeId: pair.before.id, afterId: pair.after.id },
            }}
          >
            Compare
          </ButtonLink>
        )
      }
      panel={<PhotoDetails answer={answer.data} />}
      stripLabel={`${viewWords(photo.view)} on all visits`}
      strip={series.length > 1 ? <PhotoStrip photos={series} current={photo.id} /> : undefined}
    >
      <PhotoZoom key={photo.id} photo={photo} />
    </Screen>
  )
}

function crumbsOf(photo: Photo): readonly Crumb[] {
  return [
    { words: 'Clients', to: { to: '/' } },
    { words: photo.client, to: { to: '/clients/$clientId', params: { clientId: photo.clientId } } },
    {
      words: `${viewWords(photo.view)}, ${formatVisitDate(photo.visitDate)}, ${phaseWords(photo.phase).toLowerCase()}`,
    },
  ]
}
