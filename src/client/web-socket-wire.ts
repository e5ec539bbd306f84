import type { BackendFrame, CallerFrame, Wire } from '../contract/wire.ts'

/** A wire over a WebSocket that is open already; each frame is one JSON text. */
export function createWebSocketWire(socket: WebSocket): Wire<CallerFrame, BackendFrame> {
  return {
    post: (frame) => socket.send(JSON.stringify(frame)),
    onMessage: (listener) =>
      socket.addEventListener('message', (event: MessageEvent<unknown>) =>
        // The dispatcher of this very build is at the other end, so that its frames are taken as they are.
        listener(JSON.parse(String(event.data)) as BackendFrame),
      ),
    onClose: (listener) => socket.addEventListener('close', () => listener()),
  }
}
