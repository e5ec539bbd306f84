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

/** A part of a photo, in whole upright full-size pixels. */
export interface PhotoPart {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/**
 * Decodes a photo upright, shrunk so that its longer side is at most `longSidePx`. CMYK and grey photos come as sRGB;
 * of a damaged photo comes what can be had. Of a `part` comes that part alone, enlarged where it is smaller than asked for.
 * @throws AppError empty-file, unsupported-format, unreadable-image, truncated-image, image-too-large, file-not-found, file-not-readable
 */
export async function decodeUpright(
  source: string | Uint8Array,
  options: { readonly longSidePx?: number; readonly part?: PhotoPart } = {},
): Promise<UprightPixels> {
  const bytes = typeof source === 'string' ? await readPhotoFile(source) : source
  const image = await openImage(bytes, typeof source === 'string' ? source : '')
  const { longSidePx, part } = options
  const { value } = await renderImage(image, (upright) =>
    sized(part === undefined ? upright : upright.extract(part), longSidePx, part !== undefined)
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

function sized(image: Sharp, longSidePx: number | undefined, mayEnlarge: boolean): Sharp {
  if (longSidePx === undefined) return image
  return mayEnlarge ? image.resize(longSidePx, longSidePx, { fit: 'inside' }) : shrink(image, longSidePx)
}

/** Shrinks so that the longer side is at most this; never enlarges. */
export function shrink(image: Sharp, longSidePx: number): Sharp {
  return image.resize(longSidePx, longSidePx, { fit: 'inside', withoutEnlargement: true })
}
