import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { AppError } from '../../../contract/errors.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'

/**
 * Writes a whole copy of the catalogue to a new file.
 * @throws AppError file-not-writable, folder-not-found, disk-full
 */
export async function backUpCatalogue(
  catalogue: Catalogue,
  file: string,
): Promise<{ readonly file: string; readonly bytes: number; readonly photos: number }> {
  const target = resolve(file)
  const folder = statSync(dirname(target), { throwIfNoEntry: false })
  if (folder?.isDirectory() !== true) {
    throw new AppError('folder-not-found', 'The folder for this copy is not there. Nothing was written.')
  }
  await catalogue.upkeep.copyTo(target)
  return { file: target, bytes: statSync(target).size, photos: catalogue.photos.count() }
}
