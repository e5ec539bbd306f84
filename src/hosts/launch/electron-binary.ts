import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.ts'

/** A slow connection needs minutes for 110 MB; one that never answers must end some time. */
const DOWNLOAD_TIMEOUT_MS = 10 * 60_000

const EXECUTABLES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}

/** Where Electron stands once it is downloaded, or where the environment says that it stands. */
export function electronExecutable(
  programFolder: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  return join(
    environment['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(programFolder, 'node_modules/electron/dist'),
    EXECUTABLES[process.platform] ?? 'electron',
  )
}

/** The Electron to start, or why there is none; downloads it the first time. */
export async function findElectron(options: {
  readonly programFolder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly say: (line: string) => void
}): Promise<{ readonly executable: string } | { readonly missing: string }> {
  const { programFolder, environment, say } = options
  const executable = electronExecutable(programFolder, environment)
  if (existsSync(executable)) return { executable }
  if (environment['ELECTRON_OVERRIDE_DIST_PATH'] !== undefined)
    return { missing: 'ELECTRON_OVERRIDE_DIST_PATH holds no Electron' }

  say('The first start downloads Electron, about 110 MB.')
  const installed = await run(process.execPath, [join(programFolder, 'node_modules/electron/install.js')], {
    cwd: programFolder,
    timeoutMs: DOWNLOAD_TIMEOUT_MS,
  })
  return existsSync(executable) && installed.code === 0
    ? { executable }
    : { missing: 'Electron could not be downloaded' }
}
