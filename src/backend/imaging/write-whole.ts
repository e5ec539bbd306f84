import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../../contract/errors.ts'

/**
 * Writes under a temporary name and renames, so that no half file is ever found.
 * @throws AppError disk-full, catalogue-not-writable
 */
export async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${file}.${randomUUID()}.part`
  try {
    await mkdir(dirname(file), { recursive: true })
    const handle = await open(temporary, 'wx')
    try {
      await handle.writeFile(bytes)
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw explainWriteError(error)
  }
}

function explainWriteError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  return error.code === 'ENOSPC' || error.code === 'EDQUOT'
    ? new AppError(
        'disk-full',
        'The disk with the catalogue is full. What was finished is kept; make room and go on.',
        {
          cause: error,
        },
      )
    : new AppError(
        'catalogue-not-writable',
        'Fadeline cannot write to the folder of its catalogue, where its small pictures are.',
        {
          cause: error,
        },
      )
}
