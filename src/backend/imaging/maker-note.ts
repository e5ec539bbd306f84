import { readNoteDirectory } from './tiff-directory.ts'

/** What some makers say only in their own part of the EXIF; null where the note says nothing that is understood. */
export interface MakerNote {
  readonly lens: string | null
  readonly iso: number | null
}

const NOTHING: MakerNote = { lens: null, iso: null }

/**
 * Reads the notes of makers whose cameras left the lens or the sensitivity out of the EXIF: Canon until about 2012, and Casio
 * and Kodak in their first years. Tags as ExifTool's documentation names them (exiftool.org, tag names of each maker).
 */
export function readMakerNote(note: unknown, make: string | null): MakerNote {
  if (!(note instanceof Uint8Array)) return NOTHING
  const bytes = Buffer.from(note.buffer, note.byteOffset, note.byteLength)
  const name = bytes.toString('latin1', 0, 8)
  if (name === 'KDK INFO') return { lens: null, iso: kodakIso(bytes) }
  if (name.startsWith('QVC\0')) return { lens: null, iso: casioIso(bytes, 6, 0x3014) }
  if (/^casio/i.test(make ?? '')) return { lens: null, iso: casioIso(bytes, 0, 0x14) }
  return /^canon/i.test(make ?? '') ? readCanon(bytes) : NOTHING
}

const CANON_SETTINGS = 0x01
const CANON_SHOT = 0x04
const CANON_LENS = 0x95

function readCanon(note: Buffer): MakerNote {
  const tags = readNoteDirectory(note, 0)
  const lens = tags.get(CANON_LENS)
  return {
    lens: typeof lens === 'string' && /^[ -~]+$/.test(lens) ? lens : null,
    iso: chosenCanonIso(tags.get(CANON_SETTINGS)?.[16]) ?? canonIsoOfShot(tags.get(CANON_SHOT)),
  }
}

const CANON_ISO_NUMBERS: Readonly<Record<number, number>> = { 16: 50, 17: 100, 18: 200, 19: 400, 20: 800 }
/** Set where the rest is the sensitivity itself. */
const CANON_PLAIN_ISO = 0x4000

/** The sensitivity that was chosen; null where the camera chose. */
function chosenCanonIso(value: unknown): number | null {
  if (typeof value !== 'number') return null
  const plain = value & (CANON_PLAIN_ISO - 1)
  return value >= CANON_PLAIN_ISO && value < 2 * CANON_PLAIN_ISO && plain > 0
    ? plain
    : (CANON_ISO_NUMBERS[value] ?? null)
}

/** The sensitivity that the camera came to, from two numbers that count 32nds of a stop. */
function canonIsoOfShot(shot: unknown): number | null {
  if (!Array.isArray(shot)) return null
  const [, automatic, base] = shot as readonly unknown[]
  if (typeof automatic !== 'number' || typeof base !== 'number' || base === 0) return null
  const iso = Math.round(2 ** ((signed16(automatic) + base) / 32) * (100 / 32))
  return iso >= 6 && iso <= 1e6 ? iso : null
}

function signed16(value: number): number {
  return value >= 0x8000 ? value - 0x10000 : value
}

function casioIso(note: Buffer, at: number, tag: number): number | null {
  const iso = readNoteDirectory(note, at).get(tag)?.[0]
  return typeof iso === 'number' && iso > 0 ? iso : null
}

const KODAK_ISO_AT = 8 + 0x60

function kodakIso(note: Buffer): number | null {
  const iso = note.length >= KODAK_ISO_AT + 2 ? note.readUInt16BE(KODAK_ISO_AT) : 0
  return iso > 0 ? iso : null
}
