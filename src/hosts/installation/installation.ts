import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url))

/** Where the program's own pictures, fonts and sample clinic are. */
export const RESOURCES_FOLDER = join(PROJECT, 'resources')

/** Where the built interface is. */
export const INTERFACE_FOLDER = join(PROJECT, 'out', 'renderer')

export const PROGRAM_VERSION = readVersion()

/** The catalogue that the desktop app, the browser and the command line share unless another is named. */
export function defaultCatalogueFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return environment['FADELINE_CATALOGUE'] ?? join(userDataFolder(environment), 'Fadeline', 'catalogue')
}

function userDataFolder(environment: NodeJS.ProcessEnv): string {
  switch (process.platform) {
    case 'win32':
      return environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming')
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support')
    default:
      return environment['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
  }
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'))
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest))
    throw new Error('no version')
  return String(manifest.version)
}
