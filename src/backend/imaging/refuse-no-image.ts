import { AppError } from '../../contract/errors.ts'
import { isPhotoName, sniffFormat, type ImageFormat } from './image-format.ts'

/**
 * The format of a file that is worth decoding; `head` may be its start only.
 * @throws AppError empty-file, unsupported-format, unreadable-image
 */
export function refuseNoImage(head: Uint8Array, name: string): ImageFormat {
  if (head.length === 0) throw new AppError('empty-file', 'This file is empty: it has zero bytes.')
  const format = sniffFormat(head, name)
  if (format !== null) return format
  if (isPhotoName(name)) {
    throw new AppError('unreadable-image', 'This file is called a photo, but there is no picture in it.')
  }
  throw new AppError('unsupported-format', 'This kind of file is not read as a photo.')
}
