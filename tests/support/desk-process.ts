import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { PROGRAM_FOLDER } from './program-folder.ts'

/** The loopback host as a program of its own, as `npm start` runs it. */
export interface DeskProcess {
  readonly entryAddress: string
  stop(): Promise<void>
}

/** Starts the loopback host on a catalogue, where wanted under another command, and waits for the address that it prints. */
export async function startDeskProcess(
  catalogueFolder: string,
  under: readonly string[] = [],
): Promise<DeskProcess> {
  const [command, ...args] = [
    ...under,
    process.execPath,
    join(PROGRAM_FOLDER, 'src/hosts/desk/main.ts'),
    '--catalogue',
    catalogueFolder,
  ]
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout })) {
    const entryAddress = /http:\/\/\S+/.exec(line)?.[0]
    if (entryAddress === undefined) continue
    return {
      entryAddress,
      stop: async () => {
        if (child.exitCode !== null) return
        const ended = once(child, 'exit')
        child.kill('SIGTERM')
        await ended
      },
    }
  }
  throw new Error('The loopback host ended before it printed its address.')
}
