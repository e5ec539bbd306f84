import type { CallInput, CallName, CallOutput, CallProgress } from '../contract/contract.ts'
import { AppError, assertNever } from '../contract/errors.ts'
import type { BackendFrame, CallerFrame, Wire } from '../contract/wire.ts'

export interface CallOptions<N extends CallName> {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: CallProgress<N>) => void
}

/** One typed call of the backend; rejects with AppError, whatever went wrong. */
export type Call = <N extends CallName>(
  name: N,
  input: CallInput<N>,
  options?: CallOptions<N>,
) => Promise<CallOutput<N>>

interface Pending {
  resolve(value: unknown): void
  reject(error: AppError): void
  onProgress(value: unknown): void
}

/** Turns a wire into a function to call the backend with. */
export function connect(wire: Wire<CallerFrame, BackendFrame>): Call {
  let nextId = 0
  let isClosed = false
  const pending = new Map<number, Pending>()

  wire.onMessage((frame) => {
    const call = pending.get(frame.id)
    // An answer to a call that was given up meanwhile.
    if (call === undefined) return
    switch (frame.kind) {
      case 'progress':
        call.onProgress(frame.value)
        return
      case 'result':
        pending.delete(frame.id)
        call.resolve(frame.value)
        return
      case 'error': {
        pending.delete(frame.id)
        const { code, message, details } = frame.error
        call.reject(new AppError(code, message, { details }))
        return
      }
      default:
        assertNever(frame)
    }
  })

  // A backend that is gone must fail every waiting call, never leave one hanging.
  wire.onClose(() => {
    isClosed = true
    for (const call of pending.values()) call.reject(disconnected())
    pending.clear()
  })

  return <N extends CallName>(name: N, input: CallInput<N>, options: CallOptions<N> = {}) =>
    new Promise<CallOutput<N>>((resolve, reject) => {
      const { signal, onProgress } = options
      if (isClosed) {
        reject(disconnected())
        return
      }
      if (signal?.aborted === true) {
        reject(new AppError('cancelled', 'Cancelled.'))
        return
      }
      const id = nextId++
      const cancel = (): void => wire.post({ kind: 'cancel', id })
      const settle = (): void => signal?.removeEventListener('abort', cancel)
      pending.set(id, {
        // The dispatcher answers with the contract's own type; the frame cannot say so.
        resolve: (value) => {
          settle()
          resolve(value as CallOutput<N>)
        },
        reject: (error) => {
          settle()
          reject(error)
        },
        onProgress: (value) => onProgress?.(value as CallProgress<N>),
      })
      signal?.addEventListener('abort', cancel, { once: true })
      wire.post({ kind: 'call', id, name, input })
    })
}

function disconnected(): AppError {
  return new AppError(
    'disconnected',
    'The part of Fadeline that reads photos has stopped. Your work is kept; reopen the window.',
  )
}
