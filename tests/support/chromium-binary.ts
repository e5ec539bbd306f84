import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** What Playwright needs to start the tests' browser. */
export interface ChromiumLaunch {
  readonly executablePath?: string
  readonly channel?: string
  readonly args: readonly string[]
  readonly env?: Record<string, string>
}

/**
 * The browser for tests: on Linux x64 the one inside the npm package, unpacked once; elsewhere an installed Chrome.
 * Its own list of switches is left aside: it turns off the very protections that are tested here.
 */
export async function findChromium(): Promise<ChromiumLaunch> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome', args: [] }
  const folder = await unpackChromium()
  const executablePath = join(folder, 'chromium')
  return {
    executablePath,
    // Without a graphics card one would be imitated, for most of what a test costs.
    args: ['--disable-gpu'],
    env: {
      ...definedEnvironment(),
      ...(lacksLibraries(executablePath) ? { LD_LIBRARY_PATH: join(folder, 'al2023/lib') } : {}),
      ...(existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }),
    },
  }
}

async function unpackChromium(): Promise<string> {
  const require = createRequire(import.meta.url)
  const packageFolder = dirname(dirname(require.resolve('@sparticuz/chromium')))
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    readonly version: string
  }
  const folder = join(tmpdir(), `fadeline-chromium-${manifest.version}-${process.getuid?.()}`)
  if (existsSync(folder)) return folder

  // It unpacks to the system's temporary folder and trusts whatever lies there: a folder of our own, moved when complete.
  const partial = `${folder}.${process.pid}`
  mkdirSync(partial, { recursive: true, mode: 0o700 })
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = partial
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium')
    await chromium.executablePath()
    // Libraries for systems that lack them; used only where they do.
    await inflate(join(packageFolder, 'bin/al2023.tar.br'))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  try {
    renameSync(partial, folder)
  } catch (error) {
    // Another run was faster.
    rmSync(partial, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

function lacksLibraries(executable: string): boolean {
  try {
    return execFileSync('ldd', [executable], { encoding: 'utf8' }).includes('not found')
  } catch {
    // Without ldd there is no telling; its own libraries do no harm.
    return true
  }
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
