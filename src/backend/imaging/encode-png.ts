import sharp from 'sharp'

/** A PNG of pixels that may be transparent: grey and opacity, or red, green, blue and opacity, a byte each. */
export async function encodePng(picture: {
  readonly pixels: Uint8Array
  readonly channels: 2 | 4
  readonly widthPx: number
  readonly heightPx: number
}): Promise<Uint8Array> {
  const { pixels, channels, widthPx, heightPx } = picture
  return sharp(pixels, { raw: { width: widthPx, height: heightPx, channels } })
    .toColourspace(channels === 2 ? 'b-w' : 'srgb')
    .png()
    .toBuffer()
}
