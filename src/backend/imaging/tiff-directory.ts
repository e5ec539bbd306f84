/** A number or text of a TIFF directory; other kinds are left out. */
export type TiffValue = string | readonly number[]

/** The tags of one directory (TIFF 6.0, section 2), by number. */
export type TiffDirectory = ReadonlyMap<number, TiffValue>

/** Bytes of a value by its type (TIFF 6.0, section 2). */
const SIZES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  13: 4,
}
const WANTED = new Set([1, 2, 3, 4, 13])
const ASCII = 2
/** Hostile files name millions; no directory that is wanted here comes near these. */
const MOST_TAGS = 1000
const MOST_VALUES = 4096

/** Reads the first directory of a TIFF, or one at `offset`; empty where there is none. Raw formats change the magic number only. */
export function readTiffDirectory(bytes: Uint8Array, offset?: number): TiffDirectory {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 8) return new Map()
  const isLittle = bytes[0] === 0x49
  const at = offset ?? view.getUint32(4, isLittle)
  return at < 8 ? new Map() : readTags(view, { at, isLittle, shift: 0 })
}

/**
 * Reads a directory in a maker's note, which says neither its byte order nor where its offsets count from: the order is the one
 * in which its first tag has a type, and what does not fit into the directory follows it at once, so that the smallest
 * offset is there, however often the note was moved by programs that saved the photo anew.
 */
export function readNoteDirectory(note: Uint8Array, at: number): TiffDirectory {
  const view = new DataView(note.buffer, note.byteOffset, note.byteLength)
  if (at + 6 > note.length) return new Map()
  const isLittle = SIZES[view.getUint16(at + 4, true)] !== undefined
  const offsets = entriesOf(view, at, isLittle)
    .filter(({ bytes }) => bytes > 4)
    .map(({ entry }) => view.getUint32(entry + 8, isLittle))
  // Behind the tags stands the offset of a next directory.
  const end = at + 2 + 12 * view.getUint16(at, isLittle) + 4
  return readTags(view, { at, isLittle, shift: end - Math.min(...offsets) })
}

interface Entry {
  readonly entry: number
  readonly type: number
  readonly values: number
  /** Not a number where the type is unknown. */
  readonly bytes: number
}

function entriesOf(view: DataView, at: number, isLittle: boolean): Entry[] {
  if (at + 2 > view.byteLength) return []
  const count = Math.min(view.getUint16(at, isLittle), MOST_TAGS, Math.floor((view.byteLength - at - 2) / 12))
  return Array.from({ length: count }, (_, index) => {
    const entry = at + 2 + 12 * index
    const type = view.getUint16(entry + 2, isLittle)
    const values = view.getUint32(entry + 4, isLittle)
    return { entry, type, values, bytes: (SIZES[type] ?? Number.NaN) * values }
  })
}

function readTags(
  view: DataView,
  { at, isLittle, shift }: { readonly at: number; readonly isLittle: boolean; readonly shift: number },
): TiffDirectory {
  const tags = new Map<number, TiffValue>()
  for (const { entry, type, values, bytes } of entriesOf(view, at, isLittle)) {
    if (!WANTED.has(type) || values === 0 || values > MOST_VALUES) continue
    const start = bytes <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittle) + shift
    if (start < 0 || start + bytes > view.byteLength) continue
    const size = bytes / values
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
