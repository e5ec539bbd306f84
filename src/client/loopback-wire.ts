import type { BackendFrame, CallerFrame, Wire } from '../contract/wire.ts'

/** Two ends of a wire inside one process: for the command line and for tests. */
export function createLoopbackWires(): {
  readonly caller: Wire<CallerFrame, BackendFrame>
  readonly backend: Wire<BackendFrame, CallerFrame>
  close(): void
} {
  const toBackend: ((frame: CallerFrame) => void)[] = []
  const toCaller: ((frame: BackendFrame) => void)[] = []
  const closing: (() => void)[] = []
  return {
    caller: {
      post: (frame) => queueMicrotask(() => toBackend.forEach((listener) => listener(frame))),
      onMessage: (listener) => void toCaller.push(listener),
      onClose: (listener) => void closing.push(listener),
    },
    backend: {
      post: (frame) => queueMicrotask(() => toCaller.forEach((listener) => listener(frame))),
      onMessage: (listener) => void toBackend.push(listener),
      onClose: (listener) => void closing.push(listener),
    },
    close: () => closing.forEach((listener) => listener()),
  }
}
