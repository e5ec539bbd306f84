import { THUMB_PX } from '../../contract/media.ts'
import { encodeColoured, encodeThumb } from './encode-small.ts'
import { openImage, renderImage } from './open-image.ts'
import { readPhotoFile } from './read-photo-file.ts'

/**
 * A photo as small as a thumbnail, for a look at it before it is imported: a JPEG in sRGB, of which nothing is kept. Of a HEIC
 * it is the thumbnail within, where there is one, which takes a fiftieth of decoding the picture.
 * @throws AppError empty-file, unsupported-format, unreadable-image, truncated-image, image-too-large, file-not-found, file-not-readable
 */
export async function glimpsePhoto(path: Buffer): Promise<Uint8Array> {
  const image = await openImage(await readPhotoFile(path), path.toString())
  const own = await image.withThumbnail((upright) => encodeColoured(image, upright, THUMB_PX))
  const coloured =
    own ?? (await renderImage(image, (upright) => encodeColoured(image, upright, THUMB_PX))).value
  return encodeThumb(coloured)
}
