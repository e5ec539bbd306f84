import sharp, { type Sharp } from 'sharp'
import { THUMB_PX } from '../../contract/media.ts'
import { shrink } from './decode.ts'
import { withProfile } from './jpeg-segments.ts'
import type { OpenedImage } from './open-image.ts'

// Huffman tables made for each picture would take two thirds of the encoder's time and save two hundredths of the file.
const COLOURED_JPEG = { quality: 82, optimiseCoding: false } as const
const THUMB_JPEG = { quality: 78, optimiseCoding: false } as const

/** A JPEG of a photo's upright pixels, in its own colours and at most so long; on white where it is transparent. */
export async function encodeColoured(
  image: OpenedImage,
  upright: Sharp,
  longSidePx: number,
): Promise<Uint8Array> {
  const small = shrink(upright, longSidePx)
  const opaque = image.hasAlpha ? small.flatten({ background: '#fff' }) : small
  // Some pixels come without their profile, so it is put into the finished JPEG.
  const coloured = image.profile === null || image.isProfileApart ? opaque : opaque.keepIccProfile()
  const jpeg = await coloured.jpeg(COLOURED_JPEG).toBuffer()
  return image.isProfileApart && image.profile !== null ? withProfile(jpeg, image.profile) : jpeg
}

/**
 * The thumbnail of what {@link encodeColoured} made, in sRGB: of a preview it is seven times faster than of the original, and sharp
 * turns the colours.
 */
export function encodeThumb(coloured: Uint8Array): Promise<Uint8Array> {
  return shrink(sharp(coloured), THUMB_PX).jpeg(THUMB_JPEG).toBuffer()
}
