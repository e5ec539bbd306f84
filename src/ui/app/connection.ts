import { connect, type Call } from '../../client/connect.ts'
import { createMessagePortWire } from '../../client/message-port-wire.ts'
import { createWebSocketWire } from '../../client/web-socket-wire.ts'
import { PORT_MESSAGE } from '../../contract/bridge.ts'
import { AppError } from '../../contract/errors.ts'
import type { BackendFrame, CallerFrame, Wire } from '../../contract/wire.ts'
import { desktop } from './desktop.ts'

const RETRY_MS = [250, 500, 1000, 2000, 4000] as const

/** Whether the backend can be spoken to just now. */
export type ConnectionState = 'connecting' | 'connected' | 'lost'

/** The backend as the page sees it: one function that outlives a restart of the backend, and whether it can be used. */
export interface Connection {
  readonly call: Call
  readonly state: () => ConnectionState
  /** Tells of every change of state; returns the way to stop it. */
  readonly subscribe: (listener: () => void) => () => void
}

type CallerWire = Wire<CallerFrame, BackendFrame>

/** Connects by the port that the desktop shell hands over, or by the loopback host's WebSocket in a browser tab. */
export function openConnection(): Connection {
  const listeners = new Set<() => void>()
  let state: ConnectionState = 'connecting'
  let newest = Promise.withResolvers<Call>()

  const setState = (next: ConnectionState): void => {
    if (state === next) return
    state = next
    for (const listener of listeners) listener()
  }

  const use = (wire: CallerWire): void => {
    const call = connect(wire)
    wire.onClose(() => {
      newest = Promise.withResolvers<Call>()
      setState('lost')
    })
    newest.resolve(call)
    setState('connected')
  }

  if (desktop() === null) keepSocketOpen(use, () => setState('lost'))
  else receivePorts(use)

  return {
    call: async (name, input, options = {}) => {
      // A call made while the backend starts waits for it, unless its caller gives up.
      const call = await abortable(newest.promise, options.signal)
      return call(name, input, options)
    },
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The shell hands over one port at the start and another one whenever the backend was started again. */
function receivePorts(use: (wire: CallerWire) => void): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const [port] = event.ports
    if (event.source !== window || event.data !== PORT_MESSAGE || port === undefined) return
    use(createMessagePortWire(port))
  })
}

function keepSocketOpen(use: (wire: CallerWire) => void, onLost: () => void): void {
  let failures = 0
  const open = (): void => {
    const address = new URL('/rpc', window.location.href)
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
    const socket = new WebSocket(address)
    socket.addEventListener('open', () => {
      failures = 0
      use(createWebSocketWire(socket))
    })
    socket.addEventListener('close', () => {
      onLost()
      const delayMs = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]
      failures += 1
      setTimeout(open, delayMs)
    })
  }
  open()
}

function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new AppError('cancelled', 'Cancelled.'))
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
