import { join, resolve } from 'node:path'

/**
 * The catalogue that a host opens: what its command line names, else FADELINE_CATALOGUE, else the user's own, which every
 * host shares.
 */
export function chooseCatalogueFolder(options: {
  readonly argument: string | undefined
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly homeFolder: string
}): string {
  const chosen = options.argument ?? options.environment['FADELINE_CATALOGUE'] ?? ''
  return chosen === '' ? join(applicationDataFolder(options), 'Fadeline', 'catalogue') : resolve(chosen)
}

/** Where programs of this system keep their data; the same folder that Electron calls appData. */
function applicationDataFolder(options: {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly homeFolder: string
}): string {
  const { environment, platform, homeFolder } = options
  switch (platform) {
    case 'win32':
      return environment['APPDATA'] ?? join(homeFolder, 'AppData', 'Roaming')
    case 'darwin':
      return join(homeFolder, 'Library', 'Application Support')
    default:
      return environment['XDG_CONFIG_HOME'] ?? join(homeFolder, '.config')
  }
}
