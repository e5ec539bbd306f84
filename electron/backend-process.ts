import { parseArgs } from 'node:util'
import type { MessagePortMain } from 'electron'
import { describeFailure } from '../src/backend/rpc/describe-failure.ts'
import { dispatch } from '../src/backend/rpc/dispatch.ts'
import { holdBackend } from '../src/backend/rpc/hold-backend.ts'
import type { BackendFrame, Wire } from '../src/contract/wire.ts'
import type { FromBackend, ToBackend } from './main/backend-messages.ts'

// The backend's own process: a slow photo or a crash in a decoder never freezes or takes down a window.

const { values: options } = parseArgs({
  options: {
    catalogue: { type: 'string', default: '' },
    resources: { type: 'string', default: '' },
    version: { type: 'string', default: '' },
  },
})

const log = (event: { readonly call: string; readonly error: unknown }): void =>
  console.error(`fadeline: ${describeFailure(event)}`)

const backend = holdBackend(
  async () => {
    // Loaded here, so that a decoder or database that cannot be loaded is an answer to the window too.
    const { openBackend } = await import('../src/backend/services/open-backend.ts')
    return openBackend({
      watchesRoots: true,
      catalogueFolder: options.catalogue,
      resourcesFolder: options.resources,
      version: options.version,
    })
  },
  log,
  async () => {
    const { createClosedHandlers } = await import('../src/backend/services/upkeep/closed-handlers.ts')
    return createClosedHandlers(options.catalogue)
  },
)

process.parentPort.on('message', ({ data, ports }) => {
  // The main process is the only one that holds the other end.
  const message = data as ToBackend
  const [port] = ports
  if (message.kind === 'page' && port !== undefined) dispatch(portWire(port), backend.handlers, log)
  else if (message.kind === 'media') void answerMedia(message)
  else if (message.kind === 'close') void backend.close().finally(() => process.exit(0))
})

async function answerMedia(message: Extract<ToBackend, { kind: 'media' }>): Promise<void> {
  const { id, method, url } = message
  const response = await backend.handleMedia(new Request(url, { method }))
  const answer: FromBackend = {
    kind: 'media',
    id,
    status: response.status,
    headers: [...response.headers],
    body: await response.arrayBuffer(),
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process's port has no origin
  process.parentPort.postMessage(answer)
}

function portWire(port: MessagePortMain): Wire<BackendFrame, unknown> {
  return {
    post: (frame) => port.postMessage(frame),
    onMessage: (listener) => {
      port.on('message', (event) => listener(event.data))
      port.start()
    },
    onClose: (listener) => port.on('close', listener),
  }
}
