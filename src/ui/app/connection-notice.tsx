import { useQueryClient } from '@tanstack/react-query'
import { Unplug } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { errorWords } from '../parts/error-words.ts'
import { useConnectionState } from './backend-context.tsx'

/** Says so while the backend is gone, and has everything asked for again once it is back. */
export function ConnectionNotice() {
  const state = useConnectionState()
  const cache = useQueryClient()
  const wasLost = useRef(false)
  useEffect(() => {
    if (state === 'lost') wasLost.current = true
    if (state === 'connected' && wasLost.current) {
      wasLost.current = false
      void cache.invalidateQueries()
    }
  }, [state, cache])

  const words = errorWords('disconnected')
  return (
    <div role="status">
      {state === 'lost' ? (
        <p className="connection-notice">
          <Unplug size={16} aria-hidden />
          {words.what}. {words.kept} {words.next}
        </p>
      ) : null}
    </div>
  )
}
