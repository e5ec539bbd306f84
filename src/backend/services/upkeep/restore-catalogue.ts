import { listBackups } from '../../catalogue/backups.ts'
import { openCatalogue } from '../../catalogue/open-catalogue.ts'
import { layReady } from '../../catalogue/restore-database.ts'

/**
 * Puts a copy in the place of the catalogue in this folder at once, and opens it to prove that it works; the replaced one is
 * kept. Works also where the catalogue is damaged, and only where no other program has it open.
 * @throws AppError file-not-found, catalogue-damaged, catalogue-newer, catalogue-in-use, disk-full
 */
export function restoreCatalogue(
  catalogueFolder: string,
  file: string,
): { readonly photos: number; readonly replaced: string | null } {
  layReady(catalogueFolder, file)
  const catalogue = openCatalogue(catalogueFolder)
  try {
    const replaced = listBackups(catalogueFolder).find(({ kind }) => kind === 'replaced')
    return { photos: catalogue.photos.count(), replaced: replaced?.file ?? null }
  } finally {
    catalogue.close()
  }
}
