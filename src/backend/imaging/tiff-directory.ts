/** A number or text of a TIFF directory; other kinds are left out. */
export type TiffValue = string | readonly number[]

/** The tags of one directory (TIFF 6.0, section 2), by number. */
export type TiffDirectory = ReadonlyMap<number, TiffValue>

const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 13: 4 }
const ASCII = 2
/** Hostile files name millions; no directory that is wanted here comes near these. */
const MOST_TAGS = 1000
const MOST_VALUES = 4096

/** Reads the first directory of a TIFF, or one at `offset`; empty where there is none. Raw formats change the magic number only. */
export function readTiffDirectory(bytes: Uint8Array, offset?: number): TiffDirectory {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tags = new Map<number, TiffValue>()
  if (bytes.length < 8) return tags
  const isLittle = bytes[0] === 0x49
  const at = offset ?? view.getUint32(4, isLittle)
  if (at < 8 || at + 2 > bytes.length) return tags
  const count = Math.min(view.getUint16(at, isLittle), MOST_TAGS)
  for (let index = 0; index < count; index++) {
    const entry = at + 2 + 12 * index
    if (entry + 12 > bytes.length) break
    const type = view.getUint16(entry + 2, isLittle)
    const values = view.getUint32(entry + 4, isLittle)
    const size = SIZES[type]
    if (size === undefined || values === 0 || values > MOST_VALUES) continue
    const isInline = size * values <= 4
    const start = isInline ? entry + 8 : view.getUint32(entry + 8, isLittle)
    if (start + size * values > bytes.length) continue
    tags.set(view.getUint16(entry, isLittle), readValue(view, { type, values, size, start, isLittle }))
  }
  return tags
}

function readValue(
  view: DataView,
  field: {
    readonly type: number
    readonly values: number
    readonly size: number
    readonly start: number
    readonly isLittle: boolean
  },
): TiffValue {
  const { type, values, size, start, isLittle } = field
  if (type === ASCII) {
    const text = Buffer.from(view.buffer, view.byteOffset + start, values).toString('latin1')
    const end = text.indexOf('\0')
    return (end < 0 ? text : text.slice(0, end)).trim()
  }
  return Array.from({ length: values }, (_, index) => {
    const at = start + size * index
    if (size === 1) return view.getUint8(at)
    return size === 2 ? view.getUint16(at, isLittle) : view.getUint32(at, isLittle)
  })
}
