import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { describeFailure } from '../../backend/rpc/describe-failure.ts'
import { holdBackend } from '../../backend/rpc/hold-backend.ts'
import {
  INTERFACE_FOLDER,
  PROGRAM_VERSION,
  RESOURCES_FOLDER,
  defaultCatalogueFolder,
} from '../installation/installation.ts'
import { keepCompiledCode } from '../installation/keep-compiled-code.ts'
import { openBrowser } from './open-browser.ts'
import { startDesk } from './start-desk.ts'

// The loopback host as a program: serves until it is interrupted.

keepCompiledCode()

const { values: options } = parseArgs({
  options: { catalogue: { type: 'string' }, open: { type: 'boolean', default: false } },
})

const log = (event: { readonly call: string; readonly error: unknown }): void =>
  console.error(`fadeline: ${describeFailure(event)}`)

const catalogueFolder = resolve(options.catalogue ?? defaultCatalogueFolder())

const backend = holdBackend(
  async () => {
    // Loaded here, so that a decoder or database that cannot be loaded is an answer to the tab too.
    const { openBackend } = await import('../../backend/services/open-backend.ts')
    return openBackend({
      watchesRoots: true,
      catalogueFolder,
      resourcesFolder: RESOURCES_FOLDER,
      version: PROGRAM_VERSION,
    })
  },
  log,
  async () => {
    const { createClosedHandlers } = await import('../../backend/services/upkeep/closed-handlers.ts')
    return createClosedHandlers(catalogueFolder)
  },
)

const desk = await startDesk({ backend, interfaceFolder: INTERFACE_FOLDER, log })

const stop = (): void => {
  void desk.close().finally(() => process.exit(0))
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)

console.log(`Fadeline is open at ${desk.entryAddress}`)
console.log('It stays open until you press Ctrl+C here.')
if (options.open) await openBrowser(desk.entryAddress)
