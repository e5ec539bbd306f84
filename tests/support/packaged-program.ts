import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { WINDOW_OPEN_LINE } from '../../src/contract/launch-lines.ts'
import { runCommand } from '../runner/run-command.ts'
import { PROGRAM_FOLDER } from './program-folder.ts'

const EXECUTABLES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'mac/Fadeline.app/Contents/MacOS/Fadeline',
  win32: 'win-unpacked/Fadeline.exe',
}

/** Packages the program as it is built now and answers with its executable. */
export async function packageProgram(folder: string): Promise<string> {
  const script = join(PROGRAM_FOLDER, 'electron/package/main.ts')
  const { code, output } = await runCommand([process.execPath, script, '--out', folder])
  if (code !== 0) throw new Error(`The program could not be packaged:\n${output}`)
  return join(folder, EXECUTABLES[process.platform] ?? 'linux-unpacked/fadeline')
}

/** A packaged program that runs. */
export interface PackagedProgram {
  /** Where its pages can be reached, by the DevTools protocol of Chromium. */
  readonly devToolsAddress: string
  /** Everything it has said so far. */
  said(): string
  stop(): Promise<void>
}

/**
 * Starts a packaged program. Playwright's own way needs Node's inspector, which a packaged program does not have; Chromium's
 * is another one.
 */
export async function startPackaged(options: {
  readonly executable: string
  readonly scratchFolder: string
  readonly args?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}): Promise<PackagedProgram> {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  const child = spawn(
    options.executable,
    [
      ...(isRoot ? ['--no-sandbox'] : []),
      '--remote-debugging-port=0',
      `--user-data-dir=${join(options.scratchFolder, 'settings')}`,
      ...(options.args ?? []),
    ],
    {
      env: {
        ...process.env,
        FADELINE_CATALOGUE: join(options.scratchFolder, 'catalogue'),
        ...options.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  const devToolsAddress = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString()
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      // A client that comes while the window is being made may wait for it for ever.
      if (address !== undefined && said.includes(WINDOW_OPEN_LINE)) resolve(address)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('error', reject)
    child.once('exit', () =>
      reject(new Error(`The packaged program ended before its window opened:\n${said}`)),
    )
  })
  return { devToolsAddress, said: () => said, stop: () => stop(child) }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
