import ExifReader from 'exifreader'
import exifr from 'exifr'
import { readLiveId } from './live-photo.ts'

// Both packages give Node a default export only, whatever their types say.
// oxlint-disable-next-line import/no-named-as-default-member
const { parse } = exifr
// oxlint-disable-next-line import/no-named-as-default-member
const { load } = ExifReader

/** What a camera wrote into a photo, as far as the program uses it. */
export interface CameraMetadata {
  /** Local time without a zone: 2026-03-14T10:22:05. */
  readonly takenAt: string | null
  /** Offset from UTC where the camera wrote one: +01:00. */
  readonly offset: string | null
  /** Make and model, without saying the make twice. */
  readonly camera: string | null
  readonly lens: string | null
  /** What a phone wrote alike into a photo and the film that belongs to it. */
  readonly liveId: string | null
}

type Tags = Readonly<Record<string, unknown>>

/**
 * Reads a photo's metadata: the fast reader first, the thorough one where it finds nothing.
 * The fast one may loop for ever on a malformed HEIC, so this must run in a thread that can be ended.
 */
export async function readMetadata(bytes: Uint8Array): Promise<CameraMetadata> {
  const quick = interpret(await readWithExifr(bytes))
  if (quick.takenAt !== null || quick.camera !== null) return quick
  const thorough = interpret(readWithExifReader(bytes))
  return {
    takenAt: thorough.takenAt,
    offset: thorough.offset,
    camera: thorough.camera,
    lens: quick.lens ?? thorough.lens,
    liveId: quick.liveId,
  }
}

async function readWithExifr(bytes: Uint8Array): Promise<Tags> {
  try {
    const tags: unknown = await parse(bytes, {
      tiff: true,
      exif: true,
      gps: false,
      xmp: false,
      icc: false,
      iptc: false,
      makerNote: true,
      reviveValues: false,
      translateValues: false,
    })
    return typeof tags === 'object' && tags !== null ? (tags as Tags) : {}
  } catch {
    // Photos without metadata, or with damaged metadata, are common and welcome all the same.
    return {}
  }
}

function readWithExifReader(bytes: Uint8Array): Tags {
  try {
    const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
    const groups = load(copy, { expanded: true })
    const exif = { ...(groups.exif as Record<string, unknown> | undefined) }
    const tags: Record<string, unknown> = {}
    for (const [name, tag] of Object.entries(exif)) tags[name] = plainValue(tag)
    return { ...tags, CreateDate: tags['DateTimeDigitized'], ModifyDate: tags['DateTime'] }
  } catch {
    return {}
  }
}

function plainValue(tag: unknown): unknown {
  if (typeof tag !== 'object' || tag === null || !('value' in tag)) return undefined
  // ExifReader gives texts as a list of one.
  return Array.isArray(tag.value) && tag.value.length === 1 ? (tag.value as unknown[])[0] : tag.value
}

function interpret(tags: Tags): CameraMetadata {
  const dates = [
    ['DateTimeOriginal', 'OffsetTimeOriginal'],
    ['CreateDate', 'OffsetTimeDigitized'],
    ['ModifyDate', 'OffsetTime'],
  ] as const
  for (const [date, offset] of dates) {
    const takenAt = localTime(text(tags[date]))
    if (takenAt !== null) return { ...equipment(tags), takenAt, offset: utcOffset(text(tags[offset])) }
  }
  return { ...equipment(tags), takenAt: null, offset: null }
}

function equipment(tags: Tags): Pick<CameraMetadata, 'camera' | 'lens' | 'liveId'> {
  const makerNote = tags['makerNote']
  return {
    camera: describeCamera(text(tags['Make']), text(tags['Model'])),
    lens: text(tags['LensModel']),
    liveId: makerNote instanceof Uint8Array ? readLiveId(makerNote) : null,
  }
}

/** Make and model, without saying the make twice; null where neither is known. */
export function describeCamera(make: string | null, model: string | null): string | null {
  const saysMake = make !== null && model !== null && model.toLowerCase().startsWith(make.toLowerCase())
  const camera = saysMake ? model : [make, model].filter((part) => part !== null).join(' ')
  return camera === '' ? null : camera
}

function text(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const end = value.indexOf('\0')
  const plain = (end < 0 ? value : value.slice(0, end)).trim()
  return plain === '' ? null : plain
}

/** EXIF's "2026:03:14 10:22:05" as 2026-03-14T10:22:05; null for the zeros and blanks of a camera without a clock. */
export function localTime(value: string | null): string | null {
  const match = /^(\d{4})[:-](\d{2})[:-](\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?/.exec(value ?? '')
  if (match === null) return null
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00'] = match
  const time = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const instant = new Date(`${time}Z`)
  // A month 13 or a 31st of February comes back as another day, or not at all.
  const isReal = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(time)
  return isReal && Number(year) > 0 ? time : null
}

/** EXIF's offset from UTC as +01:00; null where it is none. */
export function utcOffset(value: string | null): string | null {
  const match = /^([+-])(\d{1,2}):?(\d{2})$/.exec(value ?? '')
  if (match === null) return value === 'Z' ? '+00:00' : null
  return `${match[1]}${match[2]?.padStart(2, '0')}:${match[3]}`
}
