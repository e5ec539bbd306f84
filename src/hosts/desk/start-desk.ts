import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { WebSocketServer } from 'ws'
import type { ServedBackend } from '../../backend/rpc/hold-backend.ts'
import { createInterfaceServer } from '../../backend/rpc/serve-interface.ts'
import { createEntryGuard, type EntryGuard } from './entry-guard.ts'
import { serveSocket } from './serve-socket.ts'

/** The longest frame that a tab may send: a call's input, never a picture. */
const MOST_FRAME_BYTES = 2 ** 20
/** More tabs than a person keeps open; each further one is refused. */
const MOST_SOCKETS = 32

/** The loopback host while it stands. */
export interface Desk {
  readonly origin: string
  /** The one address that lets a browser in. */
  readonly entryAddress: string
  close(): Promise<void>
}

/** Serves the interface and the backend to browser tabs of this very machine, on 127.0.0.1 and a random port. */
export async function startDesk(options: {
  readonly backend: ServedBackend
  /** Where the interface was built to. */
  readonly interfaceFolder: string
  readonly log: (event: { readonly call: string; readonly error: unknown }) => void
}): Promise<Desk> {
  const { backend, log } = options
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  // An address and a port, because it listens on TCP.
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const guard = createEntryGuard(origin)
  const serve = createInterfaceServer({ folder: options.interfaceFolder, handleMedia: backend.handleMedia })

  server.on('request', (request, response) => {
    answerRequest({ request, response, origin, guard, serve }).catch((error: unknown) => {
      // A tab that left in the middle of a picture is no failure.
      if (response.headersSent) response.destroy()
      else {
        log({ call: 'request', error })
        response.writeHead(500).end()
      }
    })
  })

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_FRAME_BYTES })
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    const { headers } = request
    const isAllowed =
      request.url === '/rpc' &&
      guard.isOwnHost(headers) &&
      guard.hasOwnOrigin(headers) &&
      guard.hasSession(headers)
    if (!isAllowed || sockets.clients.size >= MOST_SOCKETS) {
      const status = isAllowed ? '503 Service Unavailable' : '403 Forbidden'
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, (open) => serveSocket(open, backend, log))
  })

  return {
    origin,
    entryAddress: `${origin}/?token=${guard.token}`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      await backend.close()
    },
  }
}

async function answerRequest(options: {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly origin: string
  readonly guard: EntryGuard
  readonly serve: (request: Request) => Promise<Response>
}): Promise<void> {
  const { request, response, origin, guard, serve } = options
  if (!guard.isOwnHost(request.headers)) {
    refuse(response)
    return
  }
  const path = request.url ?? '/'
  const address = URL.canParse(path, origin) ? new URL(path, origin) : null
  // A request line may name another host, and then the path is not what it seems.
  if (address === null || address.origin !== origin) {
    refuse(response)
    return
  }
  const token = address.pathname === '/' ? address.searchParams.get('token') : null
  if (token !== null && guard.isToken(token)) {
    // The token leaves the address bar, the history and every later request.
    response
      .writeHead(303, {
        location: '/',
        'set-cookie': guard.sessionCookie,
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      })
      .end()
    return
  }
  if (token !== null || !guard.hasSession(request.headers)) {
    refuse(response)
    return
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end()
    return
  }
  const answer = await serve(new Request(address, { method: request.method }))
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  if (answer.body === null || request.method === 'HEAD') response.end()
  // The global's stream and Node's own are one thing under two names.
  else await pipeline(Readable.fromWeb(answer.body as ReadableStream<Uint8Array>), response)
}

function refuse(response: ServerResponse): void {
  response
    .writeHead(403, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .end('Open Fadeline with the address that it printed when it started.\n')
}
