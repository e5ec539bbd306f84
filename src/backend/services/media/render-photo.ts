import { readFile } from 'node:fs/promises'
import type { MediaVariant } from '../../../contract/media.ts'
import type { Photo } from '../../../contract/photos.ts'
import { pathBytes } from '../../../domain/path-text.ts'
import { derivedFile } from '../../imaging/derive-images.ts'
import type { PhotoReader } from '../../imaging/photo-reader.ts'
import type { Picture } from './handle-media.ts'

/** A photo's picture in one size; a small one that was lost is made again from the original. */
export async function renderPhoto(
  { reader, derivedFolder }: { readonly reader: PhotoReader; readonly derivedFolder: string },
  photo: Photo,
  variant: MediaVariant,
): Promise<Picture> {
  const path = Buffer.from(pathBytes(photo.file))
  if (variant === 'full') {
    const full = await reader.renderFull(path)
    const bytes = full.kind === 'encoded' ? full.bytes : await readFile(path)
    return { bytes, contentType: full.contentType }
  }
  const file = derivedFile(derivedFolder, photo.sha256, variant)
  const stored = await readFile(file).catch(() => null)
  if (stored !== null) return { bytes: stored, contentType: 'image/jpeg' }
  await reader.read(path, { force: true })
  return { bytes: await readFile(file), contentType: 'image/jpeg' }
}
