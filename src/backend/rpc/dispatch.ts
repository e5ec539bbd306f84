import { contract, type CallName } from '../../contract/contract.ts'
import { AppError } from '../../contract/errors.ts'
import { CallerFrame, type BackendFrame, type Wire } from '../../contract/wire.ts'
import type { CallContext, Handlers } from '../services/handlers.ts'

/** Progress frames at most this often, so that a fast import does not flood a window. */
const PROGRESS_INTERVAL_MS = 100

type AnyHandler = (input: unknown, context: CallContext<CallName>) => Promise<unknown>

/** Answers one connection. The only place where input from outside is parsed. Closing the wire aborts its work. */
export function dispatch(
  wire: Wire<BackendFrame, unknown>,
  handlers: Handlers,
  log: (event: { readonly call: string; readonly error: unknown }) => void,
): void {
  const running = new Map<number, AbortController>()

  wire.onMessage((message) => {
    const frame = CallerFrame.safeParse(message)
    // A frame without a readable id has nobody to be answered.
    if (!frame.success) return
    if (frame.data.kind === 'cancel') running.get(frame.data.id)?.abort()
    else void answer(frame.data)
  })
  wire.onClose(() => {
    for (const controller of running.values()) controller.abort()
  })

  async function answer({ id, name, input }: Extract<CallerFrame, { kind: 'call' }>): Promise<void> {
    if (running.has(id)) return
    const controller = new AbortController()
    running.set(id, controller)
    const progress = throttle(
      (value: unknown) => wire.post({ kind: 'progress', id, value }),
      PROGRESS_INTERVAL_MS,
    )
    try {
      if (!Object.hasOwn(contract, name))
        throw new AppError('invalid-input', `There is no call named ${name}.`)
      const known = name as CallName // just checked
      const parsed = contract[known].input.safeParse(input)
      if (!parsed.success) {
        throw new AppError('invalid-input', `The input of ${known} is not valid.`, {
          details: parsed.error.issues,
        })
      }
      // The table's key and its handler's input belong together; a union of keys cannot say so.
      const handler = handlers[known] as AnyHandler
      const value = await handler(parsed.data, { signal: controller.signal, report: progress.push })
      progress.flush()
      wire.post({ kind: 'result', id, value })
    } catch (error) {
      progress.stop()
      wire.post({
        kind: 'error',
        id,
        error: wireError(error, controller.signal, (e) => log({ call: name, error: e })),
      })
    } finally {
      running.delete(id)
    }
  }
}

/** Bugs become `internal` without their text, which could hold a path or a client's name; expected failures keep theirs. */
function wireError(
  error: unknown,
  signal: AbortSignal,
  logBug: (error: unknown) => void,
): Extract<BackendFrame, { kind: 'error' }>['error'] {
  if (signal.aborted) return { code: 'cancelled', message: 'Cancelled.' }
  if (error instanceof AppError) {
    // An entry that cannot be read may be a mistake of ours as well.
    if (error.code === 'internal' || error.code === 'catalogue-damaged') logBug(error)
    return {
      code: error.code,
      message: error.message,
      ...(error.details === undefined ? {} : { details: error.details }),
    }
  }
  logBug(error)
  return {
    code: 'internal',
    message: 'Something went wrong inside Fadeline. Nothing was lost; the log says more.',
  }
}

/** Lets the first value through at once and then the newest once an interval. */
function throttle(
  emit: (value: unknown) => void,
  intervalMs: number,
): { readonly push: (value: unknown) => void; readonly flush: () => void; readonly stop: () => void } {
  let timer: NodeJS.Timeout | undefined
  let waiting: { readonly value: unknown } | undefined
  const stop = (): void => {
    clearTimeout(timer)
    timer = undefined
    waiting = undefined
  }
  const tick = (): void => {
    timer = undefined
    if (waiting === undefined) return
    emit(waiting.value)
    waiting = undefined
    timer = setTimeout(tick, intervalMs)
  }
  return {
    push: (value) => {
      if (timer !== undefined) {
        waiting = { value }
        return
      }
      emit(value)
      timer = setTimeout(tick, intervalMs)
    },
    flush: () => {
      if (waiting !== undefined) emit(waiting.value)
      stop()
    },
    stop,
  }
}
