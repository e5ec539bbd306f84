import { access, constants, realpath, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '../../../contract/errors.ts'

/**
 * The real path of the folder that a person chose.
 * @throws AppError folder-not-found, folder-not-readable
 */
export async function resolveChosenFolder(folder: string): Promise<string> {
  try {
    const path = await realpath(resolve(folder))
    if (!(await stat(path)).isDirectory()) {
      throw new AppError('folder-not-found', 'This is a file, not a folder. Choose the folder that holds it.')
    }
    await access(path, constants.R_OK | constants.X_OK)
    return path
  } catch (error) {
    throw explainFolderError(error)
  }
}

/** True where the chosen folder is still there; a drive may be taken off at any time. */
export async function isFolderThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    // Gone or not to be reached is the same for who wants to read from it.
    return false
  }
}

/** Turns what the file system says about the chosen folder into an AppError; leaves other errors as they are. */
export function explainFolderError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError || !('code' in error)) return error
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
    return new AppError(
      'folder-not-found',
      'There is no such folder. If it is on another drive, connect the drive first; nothing was changed.',
      { cause: error },
    )
  }
  return new AppError(
    'folder-not-readable',
    'This folder may not be read. Allow Fadeline to read it, or choose another one; nothing was changed.',
    { cause: error },
  )
}
