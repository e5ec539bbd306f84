import type { WebSocket } from 'ws'
import { dispatch } from '../../backend/rpc/dispatch.ts'
import type { ServedBackend } from '../../backend/rpc/hold-backend.ts'

/** Answers that a tab does not read are held in memory up to this; then the tab is let go. */
const MOST_UNREAD_BYTES = 64 * 2 ** 20

/** Serves the backend to one tab. */
export function serveSocket(
  socket: WebSocket,
  backend: ServedBackend,
  log: (event: { readonly call: string; readonly error: unknown }) => void,
): void {
  // A broken connection is closed by ws itself; dispatch hears of that.
  socket.on('error', (error) => log({ call: 'socket', error }))
  dispatch(
    {
      post: (frame) => {
        if (socket.readyState !== socket.OPEN) return
        if (socket.bufferedAmount > MOST_UNREAD_BYTES) socket.terminate()
        else socket.send(JSON.stringify(frame))
      },
      onMessage: (listener) =>
        socket.on('message', (data, isBinary) => {
          // One buffer, because ws joins fragments unless told otherwise.
          const frame = isBinary ? undefined : parseJson((data as Buffer).toString())
          // A tab of ours sends text that is JSON, and nothing else.
          if (frame === undefined) socket.close(1007)
          else listener(frame)
        }),
      onClose: (listener) => socket.on('close', () => listener()),
    },
    backend.handlers,
    log,
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
