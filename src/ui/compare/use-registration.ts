import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import type { AppError } from '../../contract/errors.ts'
import type { PhotoId } from '../../contract/ids.ts'
import type { Registration } from '../../contract/registrations.ts'
import { ALIGNMENT_ANSWERS } from '../app/alignment-answers.ts'
import { useCall } from '../app/backend-context.tsx'
import { callQuery, invalidate, useCallQuery } from '../app/call-query.ts'
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
  const stored = useCallQuery('registrations.get', { beforeId, afterId }, { refetchesOnReturn: true })
  const { state, start } = useLongCall('registrations.align')
  const isUnknown = stored.data === null

  const align = useCallback(async (): Promise<void> => {
    const registration = await start({ beforeId, afterId })
    if (registration === null) return
    cache.setQueryData(callQuery(call, 'registrations.get', { beforeId, afterId }).queryKey, registration)
    // What lies well on each other decides which pair is suggested.
    await invalidate(cache, ['clients.get'])
  }, [beforeId, afterId, start, cache, call])

  useAnewWhenChanged(`${beforeId} ${afterId}`, stored.data ?? null)

  useEffect(() => {
    if (isUnknown) void align()
  }, [isUnknown, align])

  if (stored.error !== null) {
    return { kind: 'failed', error: stored.error, retry: () => void stored.refetch() }
  }
  if (stored.data === undefined) return { kind: 'looking-up' }
  if (stored.data !== null) return { kind: 'known', registration: stored.data }
  if (state.kind === 'failed' && state.error.code !== 'cancelled') {
    return { kind: 'failed', error: state.error, retry: () => void align() }
  }
  return { kind: 'aligning' }
}

/** Asks anew for all that hangs on a pair's alignment when that is another one than before, as placed in another window. */
function useAnewWhenChanged(pair: string, registration: Registration | null): void {
  const cache = useQueryClient()
  const last = useRef({ pair, registration })
  useEffect(() => {
    const { pair: lastPair, registration: known } = last.current
    last.current = { pair, registration }
    // An answer that says the same as the one before is kept as the same object.
    const isOther = registration !== null && known !== null && registration !== known
    if (pair === lastPair && isOther) void invalidate(cache, ALIGNMENT_ANSWERS)
  }, [cache, pair, registration])
}
