import type { Sharp } from 'sharp'
import { openImage, renderImage } from './open-image.ts'
import { readPhotoFile } from './read-photo-file.ts'

/** Upright pixels in the photo's own colour encoding (its profile is returned, not applied): RGB, 8 bit, interleaved. */
export interface UprightPixels {
  readonly data: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
  /** Size of the upright original, whatever size was asked for. */
  readonly fullWidthPx: number
  readonly fullHeightPx: number
  /** The embedded ICC profile, or null where the photo has none (sRGB is then assumed). */
  readonly profile: Uint8Array | null
}

/**
 * Decodes a photo upright, shrunk so that its longer side is at most `longSidePx`. CMYK and grey photos come as sRGB;
 * of a damaged photo comes what can be had.
 * @throws AppError empty-file, unsupported-format, unreadable-image, truncated-image, image-too-large, file-not-found, file-not-readable
 */
export async function decodeUpright(
  source: string | Uint8Array,
  options: { readonly longSidePx?: number } = {},
): Promise<UprightPixels> {
  const bytes = typeof source === 'string' ? await readPhotoFile(source) : source
  const image = await openImage(bytes, typeof source === 'string' ? source : '')
  const { longSidePx } = options
  const { value } = await renderImage(image, (upright) =>
    (longSidePx === undefined ? upright : shrink(upright, longSidePx))
      .removeAlpha()
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true }),
  )
  return {
    data: value.data,
    widthPx: value.info.width,
    heightPx: value.info.height,
    fullWidthPx: image.widthPx,
    fullHeightPx: image.heightPx,
    profile: image.profile,
  }
}

/** Shrinks so that the longer side is at most this; never enlarges. */
export function shrink(image: Sharp, longSidePx: number): Sharp {
  return image.resize(longSidePx, longSidePx, { fit: 'inside', withoutEnlargement: true })
}
