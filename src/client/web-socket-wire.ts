import { BackendFrame, type CallerFrame, type Wire } from '../contract/wire.ts'

/** A wire over a WebSocket that is open already; each frame is one JSON text. */
export function createWebSocketWire(socket: WebSocket): Wire<CallerFrame, BackendFrame> {
  return {
    post: (frame) => socket.send(JSON.stringify(frame)),
    onMessage: (listener) =>
      socket.addEventListener('message', (event: MessageEvent<unknown>) =>
        listener(BackendFrame.parse(JSON.parse(String(event.data)))),
      ),
    onClose: (listener) => socket.addEventListener('close', () => listener()),
  }
}
