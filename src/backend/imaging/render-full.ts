import { withProfile } from './jpeg-segments.ts'
import { openImage, renderImage } from './open-image.ts'
import { readPhotoFile } from './read-photo-file.ts'

/** An original as something that a browser shows: itself where it can be, else a JPEG of all its pixels. */
export type FullPicture =
  | { readonly kind: 'as-is'; readonly contentType: string }
  | { readonly kind: 'encoded'; readonly contentType: 'image/jpeg'; readonly bytes: Uint8Array }

const SHOWN_AS_IS: Readonly<Record<string, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
}

// Nobody keeps this file, and tables made for it would take three quarters of the time that a person waits for it.
const FULL_JPEG = { quality: 92, chromaSubsampling: '4:4:4', optimiseCoding: false } as const

/**
 * Says how a browser gets an original: JPEG, PNG, WebP and AVIF are sent as they are, because the browser turns them
 * upright itself; all others, CMYK, and what only XMP turns, become an upright JPEG with its profile.
 * @throws AppError as openImage and renderImage
 */
export async function renderFull(file: string | Buffer): Promise<FullPicture> {
  const bytes = await readPhotoFile(file)
  const image = await openImage(bytes, file.toString())
  const contentType = SHOWN_AS_IS[image.format]
  if (contentType !== undefined && !image.isCmyk && !image.isTurnedByXmp)
    return { kind: 'as-is', contentType }
  const { value } = await renderImage(image, (upright) => {
    const opaque = image.hasAlpha ? upright.flatten({ background: '#fff' }) : upright
    const coloured = image.profile === null || image.isProfileApart ? opaque : opaque.keepIccProfile()
    return coloured.jpeg(FULL_JPEG).toBuffer()
  })
  return {
    kind: 'encoded',
    contentType: 'image/jpeg',
    bytes: image.isProfileApart && image.profile !== null ? withProfile(value, image.profile) : value,
  }
}
