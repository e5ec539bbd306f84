import { readFile } from 'node:fs/promises'
import type { MediaVariant } from '../../../contract/media.ts'
import type { Photo } from '../../../contract/photos.ts'
import { pathBytes } from '../../../domain/path-text.ts'
import { AppError } from '../../../contract/errors.ts'
import { derivedFile } from '../../imaging/derive-images.ts'
import { hashFile } from '../../imaging/hash-file.ts'
import { isWholeJpeg } from '../../imaging/is-whole-jpeg.ts'
import type { PhotoReader } from '../../imaging/photo-reader.ts'
import type { Picture } from './handle-media.ts'

/**
 * A photo's picture in one size; a small one that was lost or damaged is made again from the original.
 * @throws AppError original-offline where the original's file holds something else now
 */
export async function renderPhoto(
  { reader, derivedFolder }: { readonly reader: PhotoReader; readonly derivedFolder: string },
  photo: Photo,
  variant: MediaVariant,
): Promise<Picture> {
  const path = Buffer.from(pathBytes(photo.file))
  if (variant === 'full') {
    // Over the smaller copy another picture would be shown as the same photo, and be kept under its hash.
    if ((await hashFile(path)) !== photo.sha256)
      throw new AppError('original-offline', 'The file holds something else than when it was brought in.')
    const full = await reader.renderFull(path)
    const bytes = full.kind === 'encoded' ? full.bytes : await readFile(path)
    return { bytes, contentType: full.contentType }
  }
  const file = derivedFile(derivedFolder, photo.sha256, variant)
  const stored = await readFile(file).catch(() => null)
  if (stored !== null && isWholeJpeg(stored)) return { bytes: stored, contentType: 'image/jpeg' }
  await reader.read(path, { force: true })
  return { bytes: await readFile(file), contentType: 'image/jpeg' }
}
