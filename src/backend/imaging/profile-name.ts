/** True where an ICC profile describes RGB colours (ICC.1:2022, 7.2.6), so that RGB pixels may carry it. */
export function isRgbProfile(profile: Uint8Array): boolean {
  return Buffer.from(profile.subarray(16, 20)).toString('latin1') === 'RGB '
}

/** The name a colour profile gives itself (ICC.1:2022, 9.2.41 profileDescriptionTag), such as "Display P3"; null where it has none. */
export function readProfileName(profile: Uint8Array): string | null {
  const bytes = Buffer.from(profile)
  if (bytes.length < 132) return null
  const count = Math.min(bytes.readUInt32BE(128), 200)
  for (let index = 0; index < count; index++) {
    const entry = 132 + index * 12
    if (entry + 12 > bytes.length) return null
    if (bytes.toString('latin1', entry, entry + 4) !== 'desc') continue
    const offset = bytes.readUInt32BE(entry + 4)
    return readText(bytes.subarray(offset, offset + bytes.readUInt32BE(entry + 8)))
  }
  return null
}

function readText(tag: Buffer): string | null {
  const type = tag.toString('latin1', 0, 4)
  if (type === 'desc' && tag.length >= 12) {
    return tidy(tag.toString('latin1', 12, 12 + tag.readUInt32BE(8)))
  }
  if (type === 'mluc' && tag.length >= 28) return readLocalised(tag)
  return null
}

function readLocalised(tag: Buffer): string | null {
  const count = Math.min(tag.readUInt32BE(8), Math.floor((tag.length - 16) / 12))
  const records = Array.from({ length: count }, (_, index) => 16 + index * 12)
  const english = records.find((at) => tag.toString('latin1', at, at + 2) === 'en') ?? records[0]
  if (english === undefined) return null
  const length = tag.readUInt32BE(english + 4)
  const offset = tag.readUInt32BE(english + 8)
  // UTF-16, big end first; Node reads the little end first.
  const text = Buffer.from(tag.subarray(offset, offset + length - (length % 2)))
  return text.length % 2 === 0 ? tidy(text.swap16().toString('utf16le')) : null
}

function tidy(text: string): string | null {
  const end = text.indexOf('\0')
  const plain = (end < 0 ? text : text.slice(0, end)).trim()
  return plain === '' ? null : plain
}
