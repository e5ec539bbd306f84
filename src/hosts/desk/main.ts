import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chooseCatalogueFolder } from '../../backend/rpc/choose-catalogue-folder.ts'
import { describeFailure } from '../../backend/rpc/describe-failure.ts'
import { holdBackend } from '../../backend/rpc/hold-backend.ts'
import { openBrowser } from './open-browser.ts'
import { startDesk } from './start-desk.ts'

// The loopback host as a program: serves until it is interrupted.

const programFolder = join(import.meta.dirname, '../../..')
const { values: options } = parseArgs({
  options: { catalogue: { type: 'string' }, open: { type: 'boolean', default: false } },
})

const log = (event: { readonly call: string; readonly error: unknown }): void =>
  console.error(`fadeline: ${describeFailure(event)}`)

const manifest = JSON.parse(await readFile(join(programFolder, 'package.json'), 'utf8')) as {
  readonly version: string
}
const backend = holdBackend(async () => {
  // Loaded here, so that a decoder or database that cannot be loaded is an answer to the tab too.
  const { openBackend } = await import('../../backend/services/open-backend.ts')
  return openBackend({
    catalogueFolder: chooseCatalogueFolder({
      argument: options.catalogue,
      environment: process.env,
      platform: process.platform,
      homeFolder: homedir(),
    }),
    resourcesFolder: join(programFolder, 'resources'),
    version: manifest.version,
  })
}, log)

const desk = await startDesk({ backend, interfaceFolder: join(programFolder, 'out/renderer'), log })

const stop = (): void => {
  void desk.close().finally(() => process.exit(0))
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)

console.log(`Fadeline is open at ${desk.entryAddress}`)
console.log('It stays open until you press Ctrl+C here.')
if (options.open) await openBrowser(desk.entryAddress)
