import { join } from 'node:path'
import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import type { FromBackend, ToBackend } from './backend-messages.ts'

/** What the system's list of processes calls it. */
const SERVICE_NAME = 'Fadeline photos'
const RESTART_DELAY_MS = 250
/** A backend that keeps crashing is given up after this many restarts within the window of time. */
const MOST_RESTARTS = 5
const RESTART_WINDOW_MS = 5 * 60_000
const CLOSE_TIMEOUT_MS = 5000

/** The process in which the backend runs, started again when it crashes. */
export interface BackendHost {
  /** A port to the backend for a page; null while the process is being started again. */
  connectPage(): MessagePortMain | null
  readonly handleMedia: (request: Request) => Promise<Response>
  close(): Promise<void>
}

/** Starts the backend's process; `onRestart` is called whenever another one took the place of a crashed one. */
export function startBackendHost(options: {
  readonly catalogueFolder: string
  readonly resourcesFolder: string
  readonly version: string
  readonly onRestart: () => void
}): BackendHost {
  let child: UtilityProcess | null = null
  let isClosing = false
  let nextId = 0
  const restartsMs: number[] = []
  const waiting = new Map<number, (answer: FromBackend | null) => void>()

  const send = (message: ToBackend, ports: MessagePortMain[] = []): void => child?.postMessage(message, ports)

  const start = (): void => {
    const started = utilityProcess.fork(
      join(import.meta.dirname, 'backend-process.js'),
      [
        `--catalogue=${options.catalogueFolder}`,
        `--resources=${options.resourcesFolder}`,
        `--version=${options.version}`,
      ],
      {
        serviceName: SERVICE_NAME,
        stdio: 'inherit',
        // Linux keeps freed memory in a pool for every thread; a few do.
        env: { MALLOC_ARENA_MAX: '2', ...process.env },
      },
    )
    child = started
    started.on('message', (message: FromBackend) => {
      waiting.get(message.id)?.(message)
      waiting.delete(message.id)
    })
    started.once('exit', (code) => {
      child = null
      for (const answer of waiting.values()) answer(null)
      waiting.clear()
      if (isClosing) return
      console.error(`fadeline: the photo process ended with ${code}`)
      restart()
    })
  }

  const restart = (): void => {
    const nowMs = Date.now()
    const recent = restartsMs.filter((timeMs) => nowMs - timeMs < RESTART_WINDOW_MS)
    if (recent.length >= MOST_RESTARTS) {
      console.error('fadeline: the photo process keeps ending; it is not started again')
      return
    }
    restartsMs.push(nowMs)
    setTimeout(() => {
      if (isClosing) return
      start()
      options.onRestart()
    }, RESTART_DELAY_MS)
  }

  start()
  return {
    connectPage: () => {
      if (child === null) return null
      const { port1, port2 } = new MessageChannelMain()
      send({ kind: 'page' }, [port1])
      return port2
    },
    handleMedia: async (request) => {
      if (child === null) return unavailable()
      const answer = await new Promise<FromBackend | null>((resolve) => {
        const id = nextId++
        waiting.set(id, resolve)
        send({ kind: 'media', id, method: request.method, url: request.url })
      })
      if (answer === null) return unavailable()
      const hasBody = answer.body.byteLength > 0
      return new Response(hasBody ? answer.body : null, {
        status: answer.status,
        headers: answer.headers.map(([name, value]) => [name, value] satisfies [string, string]),
      })
    },
    close: () =>
      new Promise((resolve) => {
        isClosing = true
        if (child === null) {
          resolve()
          return
        }
        const last = child
        const timer = setTimeout(() => last.kill(), CLOSE_TIMEOUT_MS)
        last.once('exit', () => {
          clearTimeout(timer)
          resolve()
        })
        send({ kind: 'close' })
      }),
  }
}

function unavailable(): Response {
  return new Response('Unavailable', { status: 503 })
}
