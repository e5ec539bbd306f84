import { open, type FileHandle } from 'node:fs/promises'

const APPLE = 'Apple iOS\0'
/** The directory begins behind the name, a version and the byte order. */
const APPLE_DIRECTORY = 14
const CONTENT_IDENTIFIER = 0x11
const ASCII = 2
const MOST_TAGS = 500

/** What a phone writes alike into a photo and its film, from the maker's part of the EXIF; null where it wrote none. */
export function readLiveId(makerNote: Uint8Array): string | null {
  const note = Buffer.from(makerNote.buffer, makerNote.byteOffset, makerNote.byteLength)
  if (note.toString('latin1', 0, APPLE.length) !== APPLE || note.length < APPLE_DIRECTORY + 2) return null
  const count = Math.min(note.readUInt16BE(APPLE_DIRECTORY), MOST_TAGS)
  for (let index = 0; index < count; index++) {
    const entry = APPLE_DIRECTORY + 2 + 12 * index
    if (entry + 12 > note.length) return null
    if (note.readUInt16BE(entry) !== CONTENT_IDENTIFIER || note.readUInt16BE(entry + 2) !== ASCII) continue
    const length = note.readUInt32BE(entry + 4)
    // Offsets count from the maker's name; four bytes or fewer stand in the entry itself.
    const at = length <= 4 ? entry + 8 : note.readUInt32BE(entry + 8)
    return at + length > note.length ? null : identifier(note.subarray(at, at + length))
  }
  return null
}

/** The description of a film is small; what is larger is none of a phone's. */
const MOST_DESCRIPTION_BYTES = 16e6
const MOST_BOXES = 1000
const FILM_KEY = 'com.apple.quicktime.content.identifier'

/** The same identifier from a QuickTime film's description (QuickTime File Format, metadata atoms); null for any other file. */
export async function readFilmLiveId(path: Buffer): Promise<string | null> {
  const file = await open(path, 'r')
  try {
    const description = await readDescription(file)
    return description === null ? null : findLiveId(description)
  } finally {
    await file.close()
  }
}

async function readDescription(file: FileHandle): Promise<Buffer | null> {
  const { size: fileBytes } = await file.stat()
  const head = Buffer.alloc(16)
  let at = 0
  for (let boxes = 0; boxes < MOST_BOXES && at + 8 <= fileBytes; boxes++) {
    await file.read(head, 0, 16, at)
    const type = head.toString('latin1', 4, 8)
    if (boxes === 0 && type !== 'ftyp' && type !== 'wide' && type !== 'moov' && type !== 'mdat') return null
    const short = head.readUInt32BE(0)
    const length = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? fileBytes - at : short
    if (length < 8) return null
    if (type === 'moov') {
      if (length > MOST_DESCRIPTION_BYTES || at + length > fileBytes) return null
      const body = Buffer.alloc(length - 8)
      await file.read(body, 0, body.length, at + 8)
      return body
    }
    at += length
  }
  return null
}

function findLiveId(description: Buffer): string | null {
  const meta = childBox(description, 'meta')
  if (meta === null) return null
  // In QuickTime its boxes follow at once; in MPEG-4 a version comes first.
  const body = childBox(meta, 'keys') === null ? meta.subarray(4) : meta
  const [keys, items] = [childBox(body, 'keys'), childBox(body, 'ilst')]
  if (keys === null || items === null || keys.length < 8) return null
  const number = keyNumber(keys)
  if (number === null) return null
  for (const { type, content } of boxes(items)) {
    if (type.readUInt32BE(0) !== number) continue
    const data = childBox(content, 'data')
    if (data !== null && data.length > 8) return identifier(data.subarray(8))
  }
  return null
}

/** Keys count from one; an item names its key by that number where other boxes have a type. */
function keyNumber(keys: Buffer): number | null {
  let at = 8
  for (let number = 1; number <= MOST_BOXES && at + 8 <= keys.length; number++) {
    const length = keys.readUInt32BE(at)
    if (length < 8 || at + length > keys.length) return null
    if (keys.toString('latin1', at + 8, at + length) === FILM_KEY) return number
    at += length
  }
  return null
}

function childBox(parent: Buffer, name: string): Buffer | null {
  for (const { type, content } of boxes(parent)) if (type.toString('latin1') === name) return content
  return null
}

function* boxes(parent: Buffer): Generator<{ readonly type: Buffer; readonly content: Buffer }> {
  let at = 0
  for (let met = 0; met < MOST_BOXES && at + 8 <= parent.length; met++) {
    const length = parent.readUInt32BE(at)
    if (length < 8 || at + length > parent.length) return
    yield { type: parent.subarray(at + 4, at + 8), content: parent.subarray(at + 8, at + length) }
    at += length
  }
}

function identifier(bytes: Buffer): string | null {
  const end = bytes.indexOf(0)
  const text = bytes.toString('latin1', 0, end < 0 ? bytes.length : end).trim()
  return text === '' ? null : text
}
