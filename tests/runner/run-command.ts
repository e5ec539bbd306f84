import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { PROGRAM_FOLDER } from '../support/program-folder.ts'

/** How a command ended, and everything it said. */
export interface CommandResult {
  readonly code: number
  readonly output: string
}

/** Runs one of the project's tools to its end, as an npm script would find it. */
export function runCommand(
  command: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>> = {},
  folder: string = PROGRAM_FOLDER,
): Promise<CommandResult> {
  const [name, ...parts] = command
  return new Promise((resolve) => {
    const child = spawn(name, parts, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm's commands are scripts there, which only a shell starts.
      shell: process.platform === 'win32',
      env: {
        ...process.env,
        PATH: [join(PROGRAM_FOLDER, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
        // The program is started hundreds of times; read and compiled once it starts in half the time.
        NODE_COMPILE_CACHE: join(PROGRAM_FOLDER, 'node_modules/.cache/compiled'),
        ...environment,
      },
    })
    let output = ''
    const keep = (chunk: Buffer): void => {
      output += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }))
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
