import sharp from 'sharp'

const DISPLAY_P3 = 12

/**
 * The primaries that a HEIC or AVIF names by number instead of with a profile (ISO 14496-12, colour information of the kind
 * "nclx"; numbers as in ITU-T H.273, table 2); null where it names none.
 */
export function codedPrimaries(bytes: Uint8Array): number | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const properties = file.indexOf('ipco')
  const at = properties < 0 ? -1 : file.indexOf('colrnclx', properties)
  // Properties stand together near the start; the same letters further on are picture.
  if (at < 0 || at + 10 > file.length || at > properties + file.readUInt32BE(properties - 4)) return null
  return file.readUInt16BE(at + 8)
}

let displayP3: Promise<Uint8Array | null> | undefined

/** A profile for pixels whose colours are named by number; null for sRGB's own, which need none, and for those not known here. */
export async function profileOfCoded(bytes: Uint8Array): Promise<Uint8Array | null> {
  if (codedPrimaries(bytes) !== DISPLAY_P3) return null
  displayP3 ??= makeDisplayP3()
  return displayP3
}

/** The image library carries this profile, but hands it out only within a picture. */
async function makeDisplayP3(): Promise<Uint8Array | null> {
  const pixel = sharp({ create: { width: 1, height: 1, channels: 3, background: '#888' } })
  const { icc } = await sharp(await pixel.withIccProfile('p3').png().toBuffer()).metadata()
  return icc ?? null
}
