import { contract } from '../../contract/contract.ts'
import { AppError } from '../../contract/errors.ts'
import type { Handlers } from '../services/handlers.ts'

/** A refusal is repeated for this long before opening is tried again, so that a page's many calls cost one attempt. */
const RETRY_AFTER_MS = 1000

/** What a host serves: the answers to calls and to requests for pictures. */
export interface ServedBackend {
  readonly handlers: Handlers
  readonly handleMedia: (request: Request) => Promise<Response>
  close(): Promise<void>
}

interface Attempt {
  readonly backend: Promise<ServedBackend>
  /** Null until it failed. */
  refusedAtMs: number | null
}

/**
 * Keeps a host standing when its catalogue cannot be opened (newer, damaged, in use, not writable): every call is then
 * answered with the reason, and a later call tries again. Opening starts at once. What `loadClosed` gives is answered also then.
 */
export function holdBackend(
  open: () => Promise<ServedBackend>,
  log: (event: { readonly call: string; readonly error: unknown }) => void,
  loadClosed: () => Promise<Partial<Handlers>> = () => Promise.resolve({}),
): ServedBackend {
  const waitThenStart = (before: Promise<void> | undefined): Attempt => {
    const attempt: Attempt = {
      backend: (before === undefined ? open() : before.then(open)).catch((error: unknown) => {
        attempt.refusedAtMs = Date.now()
        if (error instanceof AppError) throw error
        log({ call: 'open', error })
        throw new AppError('internal', 'Fadeline could not start; the log says why. Nothing was changed.', {
          cause: error,
        })
      }),
      refusedAtMs: null,
    }
    // Whoever asks gets the refusal; that nobody asks yet is no fault.
    void attempt.backend.catch(() => undefined)
    return attempt
  }

  const start = (): Attempt => waitThenStart(undefined)

  let newest = start()
  const current = (): Promise<ServedBackend> => {
    const { refusedAtMs } = newest
    if (refusedAtMs !== null && Date.now() - refusedAtMs > RETRY_AFTER_MS) newest = start()
    return newest.backend
  }

  const handlers = Object.fromEntries(
    Object.keys(contract).map((name) => [
      name,
      async (input: unknown, context: unknown) => {
        // The contract's own key; its input was parsed for it by the dispatcher.
        const key = name as keyof Handlers
        const backend = await current().catch(async (error: unknown) => {
          const closed = await loadClosed()
          if (closed[key] === undefined) throw error
          return { handlers: closed }
        })
        const handler = backend.handlers[key] as (i: unknown, c: unknown) => unknown
        return handler(input, context)
      },
    ]),
  )

  const reopen: Handlers['catalogue.reopen'] = async (input, context) => {
    const old = await newest.backend.catch(() => null)
    // May refuse.
    await old?.handlers['catalogue.reopen'](input, context)
    newest = waitThenStart(old?.close())
    const backend = await newest.backend
    return backend.handlers['catalogue.reopen'](input, context)
  }

  return {
    // One function a call of the contract; a list of names cannot carry each call's own types.
    handlers: { ...(handlers as unknown as Handlers), 'catalogue.reopen': reopen },
    handleMedia: async (request) => {
      try {
        const backend = await current()
        return await backend.handleMedia(request)
      } catch (error) {
        if (!(error instanceof AppError)) log({ call: 'media', error })
        return new Response('Unavailable', { status: 503 })
      }
    },
    close: async () => {
      // A backend that never opened holds nothing.
      const backend = await newest.backend.catch(() => null)
      await backend?.close()
    },
  }
}
