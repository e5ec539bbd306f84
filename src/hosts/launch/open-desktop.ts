import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { ALREADY_OPEN_LINE, WINDOW_OPEN_LINE } from '../../contract/launch-lines.ts'

/** How an attempt to open the desktop app went: to its own end, or over before a window could be seen. */
export type DesktopOutcome =
  | { readonly kind: 'closed'; readonly code: number }
  | { readonly kind: 'already-open' }
  | { readonly kind: 'failed'; readonly reason: string }

/**
 * Starts Electron and waits until it is closed. It failed when it ends before its window could be seen, which is what a
 * missing library, a missing display or a refused sandbox looks like.
 */
export function openDesktop(options: {
  readonly executable: string
  readonly arguments: readonly string[]
  readonly cwd: string
  readonly onStarted: (child: ChildProcess) => void
  readonly say: (line: string) => void
}): Promise<DesktopOutcome> {
  return new Promise((resolve) => {
    const child = spawn(options.executable, options.arguments, {
      cwd: options.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    options.onStarted(child)
    let state: 'starting' | 'open' | 'already-open' = 'starting'
    /** Kept until a window is open: only then is it the log of a program that runs. */
    const early: string[] = []

    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === WINDOW_OPEN_LINE) {
        state = 'open'
        options.say('Fadeline is open in its own window.')
      } else if (line === ALREADY_OPEN_LINE) state = 'already-open'
      else options.say(line)
    })
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (state === 'starting') early.push(line)
      else if (!isNoise(line)) console.error(line)
    })
    child.once('error', (error) => resolve({ kind: 'failed', reason: error.message }))
    child.once('close', (code, signal) => {
      if (state === 'open') resolve({ kind: 'closed', code: code ?? 0 })
      else if (state === 'already-open') resolve({ kind: 'already-open' })
      else resolve({ kind: 'failed', reason: explain(early, code, signal) })
    })
  })
}

/** The line that says most; Electron's own say the same thing several times over. */
function explain(lines: readonly string[], code: number | null, signal: string | null): string {
  const library = /error while loading shared libraries: ([^:]+)/.exec(lines.join('\n'))?.[1]
  if (library !== undefined) return `the system library ${library} is missing`
  if (lines.some((line) => /Missing X server|cannot open display|ozone_platform/i.test(line))) {
    return 'no screen could be reached'
  }
  if (lines.some((line) => /sandbox/i.test(line))) return "the system does not allow Chromium's sandbox"
  return signal === null ? `it ended with ${code}` : `it was ended by ${signal}`
}

/** What Chromium, GLib, Node and sharp say on systems where all is well, and what nobody can act on. */
const NOISE =
  /^\s*$|GLib-|dconf-WARNING|VIPS-WARNING|dbus\/|Gtk-|libva|vaapi|:ERROR:(?:bus|gpu|gl_|viz_|object_proxy|command_buffer)|ExperimentalWarning|SharpElectronLinux|--trace-warnings/

function isNoise(line: string): boolean {
  return NOISE.test(line)
}
