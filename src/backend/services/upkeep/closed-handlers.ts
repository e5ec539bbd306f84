import { listBackups } from '../../catalogue/backups.ts'
import { layReady } from '../../catalogue/restore-database.ts'
import type { Handlers } from '../handlers.ts'

/** What can be done while the catalogue cannot be opened: another one is put in its place. */
export type ClosedHandlers = Pick<Handlers, 'catalogue.backups' | 'catalogue.restore'>

/** The calls that need no open catalogue. */
export function createClosedHandlers(catalogueFolder: string): ClosedHandlers {
  return {
    'catalogue.backups': ({ folder }) => listBackups(catalogueFolder, folder),
    'catalogue.restore': ({ file }) => ({ ...layReady(catalogueFolder, file), needsRestart: true }),
  }
}
