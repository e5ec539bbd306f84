import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build, Platform } from 'electron-builder'
import { FUSES } from './fuses.ts'

// `npm run package [-- --out FOLDER]`: the program as a folder that runs without Node and npm, for the system it is made on.

const programFolder = join(import.meta.dirname, '../..')
const { values } = parseArgs({ options: { out: { type: 'string', default: 'out/desktop' } } })

await build({
  projectDir: programFolder,
  targets: Platform.current().createTarget('dir'),
  publish: 'never',
  config: {
    appId: 'app.fadeline.desktop',
    productName: 'Fadeline',
    directories: { output: values.out },
    files: [
      'package.json',
      'out/main',
      'out/preload',
      'out/renderer',
      // What packages carry for those who build on them.
      '!**/*.{map,md,d.ts,d.mts,d.cts}',
      '!**/node_modules/zod/src/**',
    ],
    // Walked, hashed and decoded like any clinic's folder, which code in an archive is not.
    extraResources: [{ from: 'resources', to: 'resources' }],
    asar: true,
    // Native libraries are loaded by the system, which cannot look into the archive.
    asarUnpack: ['**/node_modules/{sharp,@img,better-sqlite3}/**'],
    // better-sqlite3 and sharp bring binaries that fit Electron as they are.
    npmRebuild: false,
    electronFuses: FUSES,
    ...electronAtHand(),
  },
})

/** An Electron that stands elsewhere; without one electron-builder downloads the version of package.json. */
function electronAtHand(): { readonly electronDist?: string; readonly electronVersion?: string } {
  const electronDist = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (electronDist === undefined) return {}
  const versionFile = join(electronDist, 'version')
  return existsSync(versionFile)
    ? { electronDist, electronVersion: readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') }
    : { electronDist }
}
