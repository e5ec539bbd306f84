import sharp from 'sharp'
import { AppError } from '../../contract/errors.ts'

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
 * Decodes a photo upright, shrunk so that its longer side is at most `longSidePx`.
 * @throws AppError unreadable-image, image-too-large, ...
 */
export async function decodeUpright(
  source: string | Uint8Array,
  options: { readonly longSidePx?: number } = {},
): Promise<UprightPixels> {
  try {
    const image = sharp(source, { ignoreIcc: true, limitInputPixels: 120e6 })
    const meta = await image.metadata()
    const turned = (meta.orientation ?? 1) >= 5
    let pipeline = image.autoOrient()
    if (options.longSidePx !== undefined) {
      pipeline = pipeline.resize(options.longSidePx, options.longSidePx, { fit: 'inside', withoutEnlargement: true })
    }
    const { data, info } = await pipeline
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    return {
      data,
      widthPx: info.width,
      heightPx: info.height,
      fullWidthPx: turned ? meta.height : meta.width,
      fullHeightPx: turned ? meta.width : meta.height,
      profile: meta.icc ?? null,
    }
  } catch (cause) {
    throw new AppError('unreadable-image', 'This file could not be read as a photo.', { cause })
  }
}
