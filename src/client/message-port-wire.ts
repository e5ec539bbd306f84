import type { BackendFrame, CallerFrame, Wire } from '../contract/wire.ts'

/** A wire over a message port whose other end the backend serves; starts the port with its first listener. */
export function createMessagePortWire(port: MessagePort): Wire<CallerFrame, BackendFrame> {
  return {
    post: (frame) => port.postMessage(frame),
    onMessage: (listener) => {
      // The dispatcher of this very build is at the other end, so that its frames are taken as they are.
      port.addEventListener('message', (event: MessageEvent<BackendFrame>) => listener(event.data))
      port.start()
    },
    // Sent when the other end is closed and when the process that held it is gone.
    onClose: (listener) => port.addEventListener('close', () => listener()),
  }
}
