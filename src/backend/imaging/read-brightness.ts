import sharp from 'sharp'

/** Small enough that noise, sharpening and a saving anew do not count, large enough that another pose does. */
const SIDE_PX = 32

/** A picture's brightness, point by point in the same small square for every picture, to tell how alike two of them look. */
export async function readBrightness(file: string): Promise<Uint8Array> {
  return sharp(file).resize(SIDE_PX, SIDE_PX, { fit: 'fill' }).greyscale().raw().toBuffer()
}
