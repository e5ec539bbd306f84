import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { backupsFolder } from '../../catalogue/backups.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { backUpCatalogue } from './back-up-catalogue.ts'

/**
 * Writes a copy of the catalogue under a name of its own: into a folder that a person chose, or beside those that the program
 * makes by itself.
 * @throws AppError file-not-writable, folder-not-found, disk-full
 */
export async function keepBackup(
  deps: { readonly catalogue: Catalogue; readonly catalogueFolder: string; readonly now: () => Date },
  folder: string | undefined,
): ReturnType<typeof backUpCatalogue> {
  const own = backupsFolder(deps.catalogueFolder)
  if (folder === undefined) mkdirSync(own, { recursive: true })
  const stamp = deps.now().toISOString().slice(0, 19).replace('T', '-').replace(/:/g, '')
  const name = folder === undefined ? `by-hand-${stamp}` : `Fadeline catalogue ${stamp.slice(0, 10)}`
  return backUpCatalogue(deps.catalogue, freeName(folder ?? own, name))
}

/** Whatever stands there under the same name stays, also a copy that is being written. */
function freeName(folder: string, name: string): string {
  for (let number = 1; ; number++) {
    const file = join(folder, `${name}${number === 1 ? '' : ` ${number}`}.sqlite`)
    if (!existsSync(file) && !existsSync(`${file}.part`)) return file
  }
}
