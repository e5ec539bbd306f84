import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** A screen that nobody sees, as `DISPLAY` names it. */
export interface OwnScreen {
  readonly display: string
  stop(): Promise<void>
}

/**
 * Starts an X server of its own. Programs that share a screen share its pointer as well, so that a window of one test that
 * opens or closes moves the mouse in another's.
 */
export async function startOwnScreen(): Promise<OwnScreen> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const failed = once(server, 'error').then(([error]) => Promise.reject(error as Error))
  // The server writes the number of the first screen that was free.
  const number = await Promise.race([firstLine(server.stdio[3] as Readable), failed])
  return {
    display: `:${number}`,
    stop: async () => {
      const ended = once(server, 'exit')
      if (server.kill()) await ended
    },
  }
}

async function firstLine(stream: Readable): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line
  throw new Error('The X server ended before it named its screen.')
}
