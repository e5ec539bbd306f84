import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { AppError } from '../../contract/errors.ts'
import type { PhotoId } from '../../contract/ids.ts'
import type { Registration } from '../../contract/registrations.ts'
import { useCall } from '../app/backend-context.tsx'
import { callQuery, useCallQuery } from '../app/call-query.ts'
import { useLongCall } from '../app/use-long-call.ts'

/** Where the registration of a pair stands. */
export type RegistrationState =
  | { readonly kind: 'looking-up' }
  | { readonly kind: 'aligning' }
  | { readonly kind: 'known'; readonly registration: Registration }
  | { readonly kind: 'failed'; readonly error: AppError; readonly retry: () => void }

/** The pair's registration; a pair that was never aligned is aligned now, while its photos can be looked at already. */
export function useRegistration(pair: {
  readonly beforeId: PhotoId
  readonly afterId: PhotoId
}): RegistrationState {
  const { beforeId, afterId } = pair
  const call = useCall()
  const cache = useQueryClient()
  const stored = useCallQuery('registrations.get', { beforeId, afterId })
  const { state, start } = useLongCall('registrations.align')
  const isUnknown = stored.data === null

  useEffect(() => {
    if (!isUnknown) return
    void start({ beforeId, afterId }).then((registration) => {
      if (registration === null) return
      cache.setQueryData(callQuery(call, 'registrations.get', { beforeId, afterId }).queryKey, registration)
    })
  }, [isUnknown, beforeId, afterId, start, cache, call])

  if (stored.error !== null) {
    return { kind: 'failed', error: stored.error, retry: () => void stored.refetch() }
  }
  if (stored.data === undefined) return { kind: 'looking-up' }
  if (stored.data !== null) return { kind: 'known', registration: stored.data }
  if (state.kind === 'failed' && state.error.code !== 'cancelled') {
    return { kind: 'failed', error: state.error, retry: () => void start({ beforeId, afterId }) }
  }
  return { kind: 'aligning' }
}
