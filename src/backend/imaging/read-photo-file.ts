import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import { pathBytes } from '../../domain/path-text.ts'
import { SNIFF_BYTES } from './image-format.ts'
import { refuseNoImage } from './refuse-no-image.ts'

/** No photo that is small enough to be decoded has more bytes than this; a film with a photo's name has. */
const MAX_FILE_BYTES = 1_000_000_000

/**
 * Reads an original, opened for reading only; a file that is no photo is refused from its first bytes.
 * The path may be given as bytes or as `pathText` wrote it, because names need not be UTF-8. `limitBytes` reads only the start.
 * @throws AppError empty-file, unsupported-format, unreadable-image, image-too-large, file-not-found, file-not-readable
 */
export async function readPhotoFile(
  path: string | Buffer,
  limitBytes = Number.POSITIVE_INFINITY,
): Promise<Buffer> {
  const name = basename(path.toString())
  try {
    const file = await open(typeof path === 'string' ? Buffer.from(pathBytes(path)) : path, 'r')
    try {
      const { size } = await file.stat()
      const head = Buffer.alloc(Math.min(size, SNIFF_BYTES))
      await file.read(head, 0, head.length, 0)
      refuseNoImage(head, name)
      if (size > MAX_FILE_BYTES && limitBytes > MAX_FILE_BYTES) {
        throw new AppError('image-too-large', 'This file is larger than a gigabyte and is not read.')
      }
      const bytes = Buffer.allocUnsafe(Math.min(size, limitBytes))
      let filled = 0
      while (filled < bytes.length) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return bytes.subarray(0, filled)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw explainReadError(error)
  }
}

/** Turns what the file system says about reading an original into an AppError; leaves other errors as they are. */
export function explainReadError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError || !('code' in error)) return error
  return error.code === 'ENOENT' || error.code === 'ENOTDIR'
    ? new AppError('file-not-found', 'This file is not there any more.', { cause: error })
    : new AppError('file-not-readable', 'This file could not be read from its disk.', { cause: error })
}
