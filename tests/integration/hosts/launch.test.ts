import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ALREADY_OPEN_LINE, WINDOW_OPEN_LINE } from '../../../src/contract/launch-lines.ts'
import { PROGRAM_FOLDER } from '../../support/program-folder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

interface Started {
  readonly child: ChildProcess
  readonly lines: readonly string[]
  /** The first line that matches. */
  readonly line: (pattern: RegExp) => Promise<string>
}

/** `npm start` with an Electron that is a script, so that its every way to fail can be had. */
function start(script: string | null, environment: Readonly<Record<string, string>>): Started {
  const folder = temporaryFolder()
  if (script !== null) {
    const executable = join(folder, 'electron')
    writeFileSync(executable, `#!/bin/sh\n${script}\n`)
    chmodSync(executable, 0o755)
  }
  const { DISPLAY: _screen, WAYLAND_DISPLAY: _other, ...inherited } = process.env
  const child = spawn(process.execPath, [join(PROGRAM_FOLDER, 'src/hosts/launch/main.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...inherited,
      ELECTRON_OVERRIDE_DIST_PATH: folder,
      FADELINE_CATALOGUE: join(folder, 'catalogue'),
      // No browser opens during a test.
      PATH: folder,
      ...environment,
    },
  })
  onTestFinished(async () => {
    if (child.exitCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  })
  const lines: string[] = []
  const waiting: { readonly pattern: RegExp; readonly resolve: (line: string) => void }[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    for (const { pattern, resolve } of waiting) if (pattern.test(line)) resolve(line)
  })
  return {
    child,
    lines,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const found = lines.find((line) => pattern.test(line))
        if (found !== undefined) resolve(found)
        waiting.push({ pattern, resolve })
        child.once('exit', () => reject(new Error(`It ended after saying:\n${lines.join('\n')}`)))
      }),
  }
}

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/

const WITH_SCREEN = { DISPLAY: ':9' }
const FAILURES: readonly {
  readonly reason: string
  readonly script: string | null
  readonly environment: Readonly<Record<string, string>>
}[] = [
  {
    reason: 'the system library libgtk-3.so.0 is missing',
    script:
      'echo "electron: error while loading shared libraries: libgtk-3.so.0: cannot open shared object file" >&2; exit 127',
    environment: WITH_SCREEN,
  },
  {
    reason: 'no screen could be reached',
    script: 'echo "Missing X server or \\$DISPLAY" >&2; exit 1',
    environment: WITH_SCREEN,
  },
  {
    reason: "the system does not allow Chromium's sandbox",
    script: 'echo "FATAL: The SUID sandbox helper binary was found" >&2; kill -TRAP $$',
    environment: WITH_SCREEN,
  },
  { reason: 'it ended with 7', script: 'exit 7', environment: WITH_SCREEN },
  { reason: 'there is no screen', script: null, environment: {} },
  { reason: 'ELECTRON_OVERRIDE_DIST_PATH holds no Electron', script: null, environment: WITH_SCREEN },
]

/** Scripts with a first line, and executables of one name: a matter of Linux. */
describe.skipIf(process.platform !== 'linux')('npm start', () => {
  test.each(FAILURES)(
    'says in one line that $reason, and serves the browser instead',
    async ({ reason, script, environment }) => {
      const { child, lines, line } = start(script, environment)
      await line(/Ctrl\+C/)
      expect(lines.filter((text) => !text.startsWith('Building'))).toEqual([
        `The desktop window cannot be opened here: ${reason}. Fadeline opens in the browser instead.`,
        expect.stringMatching(ADDRESS),
        'It stays open until you press Ctrl+C here.',
      ])
      const address = ADDRESS.exec(lines.join('\n'))?.[0] ?? ''
      const entered = await fetch(address, { redirect: 'manual' })
      expect(entered.status).toBe(303)

      child.kill('SIGINT')
      const [code] = await once(child, 'exit')
      expect(code).toBe(0)
      await expect(fetch(address)).rejects.toThrow()
    },
  )

  test('leaves the browser alone when the window opened, and ends with it', async () => {
    const { child, lines } = start(`echo "${WINDOW_OPEN_LINE}"; exit 0`, { DISPLAY: ':9' })
    const [code] = await once(child, 'exit')
    expect({ code, lines }).toEqual({ code: 0, lines: ['Fadeline is open in its own window.'] })
  })

  test('says so when the program is open already', async () => {
    const { child, lines } = start(`echo "${ALREADY_OPEN_LINE}"; exit 0`, { DISPLAY: ':9' })
    const [code] = await once(child, 'exit')
    expect({ code, lines }).toEqual({
      code: 0,
      lines: ['Fadeline is open already; its window is in front now.'],
    })
  })

  test('starts without the sandbox as root alone', async () => {
    const { child, lines } = start(`echo "$1"; echo "${WINDOW_OPEN_LINE}"`, { DISPLAY: ':9' })
    await once(child, 'exit')
    expect(lines[0] === '--no-sandbox').toBe(process.platform === 'linux' && process.getuid?.() === 0)
  })
})
