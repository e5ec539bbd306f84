import sharp from 'sharp'

/** A PNG of black ink on nothing: one byte of opacity a pixel. */
export async function encodeInk(ink: {
  readonly opacity: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
}): Promise<Uint8Array> {
  const { opacity, widthPx, heightPx } = ink
  const pixels = new Uint8Array(2 * opacity.length)
  for (let i = 0; i < opacity.length; i++) pixels[2 * i + 1] = opacity[i]
  return sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 2 } })
    .toColourspace('b-w')
    .png()
    .toBuffer()
}
