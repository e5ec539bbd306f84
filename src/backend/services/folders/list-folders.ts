import { readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, extname, join, resolve } from 'node:path'
import type { CallOutput } from '../../../contract/contract.ts'
import { AppError } from '../../../contract/errors.ts'

const PHOTO_ENDINGS = new Set(
  '.jpg .jpeg .jpe .png .webp .tif .tiff .heic .heif .avif .dng .cr2 .cr3 .nef .arw .raf .orf'.split(' '),
)

/**
 * What is in a folder of this machine, for choosing one where no dialog of the system is at hand; the home folder where none is named.
 * @throws AppError folder-not-found, folder-not-readable
 */
export async function listFolders(folder: string | undefined): Promise<CallOutput<'folders.list'>> {
  const path = resolve(folder ?? homedir())
  const found = await stat(path).catch(() => null)
  if (found === null || !found.isDirectory()) {
    throw new AppError(
      'folder-not-found',
      'This folder is not there. It may have been moved, or its drive is off.',
    )
  }
  const entries = await readdir(path, { withFileTypes: true }).catch((cause: unknown) => {
    throw new AppError(
      'folder-not-readable',
      'This folder may not be read by your account on this computer.',
      { cause },
    )
  })
  const parent = dirname(path)
  return {
    folder: path,
    parent: parent === path ? null : parent,
    folders: entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => ({ name: entry.name, path: join(path, entry.name) }))
      .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true })),
    photoFiles: entries.filter(
      (entry) => entry.isFile() && PHOTO_ENDINGS.has(extname(entry.name).toLowerCase()),
    ).length,
  }
}
