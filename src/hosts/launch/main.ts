import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { findElectron } from './electron-binary.ts'
import { isBuilt } from './is-built.ts'
import { openDesktop, type DesktopOutcome } from './open-desktop.ts'
import { run } from './run.ts'

// `npm start`: the desktop app where it can run, else the same program in the browser.

const BUILD_TIMEOUT_MS = 5 * 60_000
const programFolder = join(import.meta.dirname, '../../..')
const words = process.argv.slice(2)
// npm starts scripts in the program's folder; what a person typed is relative to their own.
const typedIn = process.env['INIT_CWD'] ?? process.cwd()
const say = (line: string): void => console.log(line)

/** Ctrl+C reaches the whole group in a terminal; a program that is told twice breaks off in the middle of closing. */
const TOLD_ALREADY_MS = 1500

let child: ChildProcess | undefined
process.on('SIGTERM', () => child?.kill('SIGTERM'))
process.on('SIGINT', () => {
  setTimeout(() => child?.kill('SIGTERM'), TOLD_ALREADY_MS).unref()
})

if (!isBuilt(programFolder)) await build()
const outcome = await tryDesktop()
switch (outcome.kind) {
  case 'closed':
    process.exitCode = outcome.code
    break
  case 'already-open':
    say('Fadeline is open already; its window is in front now.')
    break
  case 'failed':
    say(`The desktop window cannot be opened here: ${outcome.reason}. Fadeline opens in the browser instead.`)
    process.exitCode = await serveBrowser()
    break
}

async function build(): Promise<void> {
  say('Building Fadeline, a few seconds.')
  const cli = join(programFolder, 'node_modules/electron-vite/bin/electron-vite.js')
  const { code, output } = await run(
    process.execPath,
    [cli, 'build', '-c', 'electron.config.ts', '--logLevel', 'warn'],
    { cwd: programFolder, timeoutMs: BUILD_TIMEOUT_MS },
  )
  if (code === 0) return
  console.error(`${output}\nFadeline could not be built.`)
  process.exit(1)
}

async function tryDesktop(): Promise<DesktopOutcome> {
  const { env, platform } = process
  // Looked at first: without a screen the download would be for nothing.
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) {
    return { kind: 'failed', reason: 'there is no screen' }
  }
  const electron = await findElectron({ programFolder, environment: env, say })
  if ('missing' in electron) return { kind: 'failed', reason: electron.missing }
  // Chromium refuses to run as root inside its sandbox.
  const isRoot = platform === 'linux' && process.getuid?.() === 0
  return openDesktop({
    executable: electron.executable,
    arguments: [...(isRoot ? ['--no-sandbox'] : []), programFolder, ...words],
    cwd: typedIn,
    onStarted: (started) => {
      child = started
    },
    say,
  })
}

function serveBrowser(): Promise<number> {
  return new Promise((resolve) => {
    child = spawn(process.execPath, [join(programFolder, 'src/hosts/desk/main.ts'), '--open', ...words], {
      cwd: typedIn,
      stdio: 'inherit',
      // Linux keeps freed memory in a pool for every thread; a few do.
      env: { MALLOC_ARENA_MAX: '2', ...process.env },
    })
    child.once('exit', (code) => resolve(code ?? 0))
  })
}
