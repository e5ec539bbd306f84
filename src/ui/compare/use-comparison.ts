import type { AppError } from '../../contract/errors.ts'
import type { PhotoId } from '../../contract/ids.ts'
import type { Photo } from '../../contract/photos.ts'
import { describeOccasion, type Occasion } from '../../domain/viewer/describe-occasion.ts'
import { useCallQuery } from '../app/call-query.ts'
import { inOrder } from '../clients/choose-pair.ts'

/** A photo with when in the treatment it was taken. */
export interface DatedPhoto {
  readonly photo: Photo
  readonly occasion: Occasion
}

/** What a comparison needs to know of the client. */
export interface Comparison {
  readonly before: DatedPhoto
  readonly after: DatedPhoto
  /** All photos of this client and view in the order of their visits: the filmstrip. */
  readonly film: readonly DatedPhoto[]
}

export type ComparisonState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: AppError; readonly retry: () => void }
  | { readonly kind: 'ready'; readonly comparison: Comparison }

/** Both photos of a pair, and the client's other photos of the before photo's view. */
export function useComparison(pair: {
  readonly beforeId: PhotoId
  readonly afterId: PhotoId
}): ComparisonState {
  const before = useCallQuery('photos.get', { id: pair.beforeId })
  const after = useCallQuery('photos.get', { id: pair.afterId })
  const clientId = before.data?.photo.clientId
  const client = useCallQuery(
    'clients.get',
    // The number is never sent: the call is off until the client is known.
    { id: clientId ?? 1 },
    { isEnabled: clientId !== undefined },
  )
  const error = before.error ?? after.error ?? client.error
  if (error !== null) {
    const retry = (): void => {
      for (const query of [before, after, client]) if (query.error !== null) void query.refetch()
    }
    return { kind: 'failed', error, retry }
  }
  if (before.data === undefined || after.data === undefined || client.data === undefined) {
    return { kind: 'loading' }
  }

  const visits = inOrder(client.data.visits)
  const sessionDates = visits.flatMap((visit) =>
    visit.kind === 'session' && visit.date !== null ? [visit.date] : [],
  )
  const firstHealed = visits.find((visit) => visit.phase === 'healed')?.id
  const dated = (photo: Photo): DatedPhoto => ({
    photo,
    occasion: describeOccasion(photo, { sessionDates, isFirstHealed: photo.visitId === firstHealed }),
  })
  const { view } = before.data.photo
  const film = visits.flatMap((visit) => visit.photos.filter((photo) => photo.view === view).map(dated))
  return {
    kind: 'ready',
    comparison: { before: dated(before.data.photo), after: dated(after.data.photo), film },
  }
}
