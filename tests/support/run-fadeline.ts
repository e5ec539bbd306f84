import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Account } from './unprivileged.ts'

const MAIN = fileURLToPath(new URL('../../src/hosts/cli/main.ts', import.meta.url))

export interface FadelineRun {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** How a command is run; `onProgress` is called with what it says while it works. */
interface RunOptions {
  readonly account?: Account
  readonly environment?: Readonly<Record<string, string>>
  readonly onProgress?: (words: string) => void
}

/** Runs the fadeline command as a process of its own, as a script would. */
export async function runFadeline(
  args: readonly string[],
  { account = {}, environment = {}, onProgress }: RunOptions = {},
): Promise<FadelineRun> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
    ...account,
  })
  if (onProgress !== undefined) child.stderr.on('data', (words: Buffer) => onProgress(words.toString()))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { exitCode: child.exitCode, stdout, stderr }
}

/** Runs it with --json and parses the one document it prints. */
export async function runFadelineJson(
  args: readonly string[],
  options?: RunOptions,
): Promise<{ readonly exitCode: number | null; readonly answer: unknown }> {
  const { exitCode, stdout } = await runFadeline([...args, '--json'], options)
  return { exitCode, answer: JSON.parse(stdout) as unknown }
}
