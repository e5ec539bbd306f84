import { join } from 'node:path'
import type { ServedBackend } from '../../src/backend/rpc/hold-backend.ts'
import { openBackend } from '../../src/backend/services/open-backend.ts'
import { PROGRAM_FOLDER } from './program-folder.ts'

/** The whole backend on a catalogue of its own. */
export function openTestBackend(catalogueFolder: string): Promise<ServedBackend> {
  return openBackend({
    catalogueFolder,
    resourcesFolder: join(PROGRAM_FOLDER, 'resources'),
    version: '0.0.0-test',
  })
}
