import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { AppError } from '../../contract/errors.ts'
import type { PhotoId } from '../../contract/ids.ts'
import { ALIGNMENT_ANSWERS } from '../app/alignment-answers.ts'
import { useCall } from '../app/backend-context.tsx'
import { callQuery, invalidate } from '../app/call-query.ts'
import { errorWords } from '../parts/error-words.ts'
import { toast } from '../parts/toast.ts'
import { earlierWords } from './registration-words.ts'

/** Brings back the alignment that a pair had before it was placed; what it had since is brought back by the same. */
export function useBringBack(beforeId: PhotoId, afterId: PhotoId): () => Promise<void> {
  const call = useCall()
  const cache = useQueryClient()
  return useCallback(async () => {
    const pair = { beforeId, afterId }
    try {
      const registration = await call('registrations.bringBack', pair)
      cache.setQueryData(callQuery(call, 'registrations.get', pair).queryKey, registration)
      void invalidate(cache, ALIGNMENT_ANSWERS)
      toast(`Brought back: ${earlierWords(registration)}`, { about: 'alignment' })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      toast(`${errorWords(error.code).what}. ${errorWords(error.code).next}`, { kind: 'failed' })
    }
  }, [call, cache, beforeId, afterId])
}
