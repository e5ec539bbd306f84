import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { dispatch } from '../../src/backend/rpc/dispatch.ts'
import type { ServedBackend } from '../../src/backend/rpc/hold-backend.ts'
import { createLoopbackWires } from '../../src/client/loopback-wire.ts'
import { createMessagePortWire } from '../../src/client/message-port-wire.ts'
import { createWebSocketWire } from '../../src/client/web-socket-wire.ts'
import type { BackendFrame, CallerFrame, Wire } from '../../src/contract/wire.ts'
import { startDesk, type Desk } from '../../src/hosts/desk/start-desk.ts'

/** A caller's end of a wire whose other end a backend serves, and the way to cut it. */
export interface ConnectedWire {
  readonly wire: Wire<CallerFrame, BackendFrame>
  readonly cut: () => Promise<void>
}

type Log = (event: { readonly call: string; readonly error: unknown }) => void
type Connect = (backend: ServedBackend, log: Log, scratchFolder: string) => Promise<ConnectedWire>

/** Every transport of the program that can be had in one process. */
export const WIRES: readonly { readonly name: string; readonly connect: Connect }[] = [
  { name: 'loopback', connect: connectLoopback },
  { name: 'message port', connect: connectMessagePort },
  { name: 'web socket', connect: connectWebSocket },
]

async function connectLoopback(backend: ServedBackend, log: Log): Promise<ConnectedWire> {
  const wires = createLoopbackWires()
  dispatch(wires.backend, backend.handlers, log)
  return Promise.resolve({
    wire: wires.caller,
    cut: () => {
      wires.close()
      return Promise.resolve()
    },
  })
}

async function connectMessagePort(backend: ServedBackend, log: Log): Promise<ConnectedWire> {
  const { port1, port2 } = new MessageChannel()
  dispatch(
    {
      post: (frame) => port1.postMessage(frame),
      onMessage: (listener) => {
        port1.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data))
        port1.start()
      },
      onClose: (listener) => port1.addEventListener('close', () => listener()),
    },
    backend.handlers,
    log,
  )
  return Promise.resolve({
    wire: createMessagePortWire(port2),
    cut: () => {
      port1.close()
      return Promise.resolve()
    },
  })
}

async function connectWebSocket(
  backend: ServedBackend,
  log: Log,
  scratchFolder: string,
): Promise<ConnectedWire> {
  const desk = await startDesk({ backend, interfaceFolder: pageFolder(scratchFolder), log })
  const socket = await openSocket(desk)
  return { wire: createWebSocketWire(socket), cut: () => desk.close() }
}

/** Comes in as a tab does: by the printed address, then with the cookie that it gives. */
export async function enter(desk: Pick<Desk, 'entryAddress'>): Promise<string> {
  const response = await fetch(desk.entryAddress, { redirect: 'manual' })
  return response.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
}

/** A connection as a tab of the loopback host has it. */
export async function openSocket(desk: Pick<Desk, 'entryAddress'>): Promise<globalThis.WebSocket> {
  const cookie = await enter(desk)
  const { origin } = new URL(desk.entryAddress)
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { cookie, origin } })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  // It has the events of a browser's socket, which is all that the wire uses.
  return socket as unknown as globalThis.WebSocket
}

/** A built interface of one page, for tests that need no more. */
export function pageFolder(scratchFolder: string): string {
  const folder = join(scratchFolder, 'interface')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Page</title>')
  writeFileSync(join(folder, 'assets/script.js'), 'export {}')
  return folder
}
