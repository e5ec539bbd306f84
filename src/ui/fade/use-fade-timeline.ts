import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AppError } from '../../contract/errors.ts'
import type { FadeProgress, FadeTimeline } from '../../contract/fade.ts'
import type { ClientId } from '../../contract/ids.ts'
import { LocalDate, type View } from '../../contract/vocabulary.ts'
import { invalidate } from '../app/call-query.ts'
import { formatDate } from '../parts/dates.ts'
import { useCall } from '../app/backend-context.tsx'

/** Where the measurement of a view stands. */
export type FadeTimelineState =
  | { readonly kind: 'measuring'; readonly progress: FadeProgress | null }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: AppError }
  /** `isRefreshing` while it is looked whether anything changed since. */
  | { readonly kind: 'measured'; readonly timeline: FadeTimeline; readonly isRefreshing: boolean }

/** Measures a view when it is first looked at; leaving the screen stops it, and what was measured is kept. */
export function useFadeTimeline(
  clientId: ClientId,
  view: View,
): { readonly state: FadeTimelineState; readonly cancel: () => void; readonly retry: () => void } {
  const call = useCall()
  const cache = useQueryClient()
  const [progress, setProgress] = useState<FadeProgress | null>(null)
  const [isStopped, setIsStopped] = useState(false)
  const input = { clientId, view }
  const queryKey = ['fade.timeline', input] as const
  const query = useQuery<FadeTimeline, AppError>({
    queryKey,
    queryFn: async ({ signal }) => {
      const timeline = await call('fade.timeline', input, { signal, onProgress: setProgress })
      // Measuring aligns what was not aligned yet; an answer from before would say that nothing is.
      void invalidate(cache, ['registrations.get', 'clients.get'])
      return timeline
    },
    enabled: !isStopped,
    // An alignment may have been made better meanwhile; what did not change comes from the backend's store at once.
    refetchOnMount: 'always',
  })

  const cancel = (): void => {
    setIsStopped(true)
    void cache.cancelQueries({ queryKey })
  }
  const retry = (): void => {
    setProgress(null)
    setIsStopped(false)
    void query.refetch()
  }
  return { state: stateOf(), cancel, retry }

  function stateOf(): FadeTimelineState {
    const { data, error, isFetching } = query
    if (error !== null && !isFetching) return { kind: 'failed', error }
    if (data !== undefined) return { kind: 'measured', timeline: data, isRefreshing: isFetching }
    return isStopped ? { kind: 'stopped' } : { kind: 'measuring', progress: inWords(progress) }
  }
}

/** The backend names the visit that is measured by its day. */
function inWords(progress: FadeProgress | null): FadeProgress | null {
  if (progress === null || progress.current === null || !LocalDate.safeParse(progress.current).success)
    return progress
  return { ...progress, current: `visit of ${formatDate(progress.current)}` }
}
