import { useCallback, useEffect, useRef, useState } from 'react'
import type { CallInput, CallName, CallOutput, CallProgress } from '../../contract/contract.ts'
import { AppError } from '../../contract/errors.ts'
import { useCall } from './backend-context.tsx'

/** Where a long call stands. */
export type LongCallState<N extends CallName> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: CallProgress<N> | null; readonly isCancelling: boolean }
  | { readonly kind: 'done'; readonly output: CallOutput<N> }
  | { readonly kind: 'failed'; readonly error: AppError; readonly progress: CallProgress<N> | null }

export interface LongCall<N extends CallName> {
  readonly state: LongCallState<N>
  /** Starts it; answers the output, or null where it failed or was cancelled (the state says which). */
  readonly start: (
    input: CallInput<N>,
    onProgress?: (progress: CallProgress<N>) => void,
  ) => Promise<CallOutput<N> | null>
  readonly cancel: () => void
  readonly reset: () => void
}

/** A call with progress and cancel; leaving the screen cancels it. */
export function useLongCall<N extends CallName>(name: N): LongCall<N> {
  const call = useCall()
  const [state, setState] = useState<LongCallState<N>>({ kind: 'idle' })
  const running = useRef<AbortController | null>(null)

  useEffect(() => () => running.current?.abort(), [])

  const start = useCallback(
    async (
      input: CallInput<N>,
      onProgress?: (progress: CallProgress<N>) => void,
    ): Promise<CallOutput<N> | null> => {
      running.current?.abort()
      const controller = new AbortController()
      running.current = controller
      const isCurrent = (): boolean => running.current === controller
      let latest: CallProgress<N> | null = null
      setState({ kind: 'running', progress: null, isCancelling: false })
      try {
        const output = await call(name, input, {
          signal: controller.signal,
          onProgress: (progress) => {
            latest = progress
            onProgress?.(progress)
            if (isCurrent()) setState({ kind: 'running', progress, isCancelling: controller.signal.aborted })
          },
        })
        if (isCurrent()) setState({ kind: 'done', output })
        return output
      } catch (error) {
        if (isCurrent()) setState({ kind: 'failed', error: asAppError(error), progress: latest })
        return null
      }
    },
    [call, name],
  )

  const cancel = useCallback(() => {
    running.current?.abort()
    setState((now) => (now.kind === 'running' ? { ...now, isCancelling: true } : now))
  }, [])

  const reset = useCallback(() => {
    running.current?.abort()
    running.current = null
    setState({ kind: 'idle' })
  }, [])

  return { state, start, cancel, reset }
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  return new AppError('internal', 'Something went wrong inside Fadeline.', { cause: error })
}
