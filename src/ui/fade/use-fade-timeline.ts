import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Progress } from '../../contract/command.ts'
import type { AppError } from '../../contract/errors.ts'
import type { FadeTimeline } from '../../contract/fade.ts'
import type { ClientId } from '../../contract/ids.ts'
import type { View } from '../../contract/vocabulary.ts'
import { useCall } from '../app/backend-context.tsx'

/** Where the measurement of a view stands. */
export type FadeTimelineState =
  | { readonly kind: 'measuring'; readonly progress: Progress | null }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'measured'; readonly timeline: FadeTimeline }

/** Measures a view when it is first looked at; leaving the screen stops it, and what was measured is kept. */
export function useFadeTimeline(
  clientId: ClientId,
  view: View,
): { readonly state: FadeTimelineState; readonly cancel: () => void; readonly retry: () => void } {
  const call = useCall()
  const cache = useQueryClient()
  const [progress, setProgress] = useState<Progress | null>(null)
  const [isStopped, setIsStopped] = useState(false)
  const input = { clientId, view }
  const queryKey = ['fade.timeline', input] as const
  const query = useQuery<FadeTimeline, AppError>({
    queryKey,
    queryFn: ({ signal }) => call('fade.timeline', input, { signal, onProgress: setProgress }),
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
    if (query.data !== undefined) return { kind: 'measured', timeline: query.data }
    if (isStopped) return { kind: 'stopped' }
    if (query.error !== null && !query.isFetching) return { kind: 'failed', error: query.error }
    return { kind: 'measuring', progress }
  }
}
