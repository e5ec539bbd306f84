import { exifCaptureDate, likelyCaptureDate, plainText, type WrittenDates } from './capture-date.ts'
import { readEarlyCameraDate } from './early-camera-date.ts'
import { readQuickly, readThoroughly, type Tags } from './exif-readers.ts'
import { readLiveId } from './live-photo.ts'
import { readMakerNote } from './maker-note.ts'
import { positiveNumber } from './read-number.ts'

/** What a camera wrote into a photo, as far as the program uses it. */
export interface CameraMetadata {
  /** Local time without a zone: 2026-03-14T10:22:05. */
  readonly takenAt: string | null
  /** Offset from UTC where the camera wrote one: +01:00. */
  readonly offset: string | null
  /** Make and model, without saying the make twice. */
  readonly camera: string | null
  readonly lens: string | null
  /** In millimetres, as the lens stood. */
  readonly focalLengthMm: number | null
  /** In millimetres, what 35 mm film needs to see as much, zooming by the screen included. */
  readonly focalLength35mm: number | null
  /** What a phone wrote alike into a photo and the film that belongs to it. */
  readonly liveId: string | null
}

/** The lens's tag as the fast reader calls it where a program wrote it beside the camera's instead of among the exposure's. */
const MISPLACED_LENS = String(0xa434)

/**
 * Reads a photo's metadata: the fast reader first, the thorough one, which knows XMP and IPTC too, where no camera's date or
 * no lens is found. The fast one may loop for ever on a malformed HEIC, so this must run in a thread that can be ended.
 */
export async function readMetadata(bytes: Uint8Array): Promise<CameraMetadata> {
  const tags = await readQuickly(bytes, { gps: false })
  const quick = { ...equipment(tags), ...exifCaptureDate(tags) }
  const mayKnowMore = quick.takenAt === null || (quick.lens === null && hasXmpLens(bytes))
  if (!mayKnowMore) return quick
  const written = writtenDates(bytes)
  const thorough = equipment(written.exif)
  return {
    ...likelyCaptureDate({
      ...written,
      exif: { ...written.exif, ...tags },
      early: readEarlyCameraDate(bytes),
    }),
    camera: quick.camera ?? thorough.camera,
    // Programs that save a photo anew often keep its lens in XMP alone; "Lens" is the older of its two names.
    lens:
      quick.lens ??
      thorough.lens ??
      plainText(written.xmp?.['LensModel']) ??
      plainText(written.xmp?.['Lens']),
    focalLengthMm: quick.focalLengthMm ?? thorough.focalLengthMm,
    focalLength35mm: quick.focalLength35mm ?? thorough.focalLength35mm,
    liveId: quick.liveId,
  }
}

/** Looks for the name only: reading all of XMP takes ten times as long as reading EXIF. */
function hasXmpLens(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return file.includes('LensModel') || file.includes('aux:Lens')
}

function writtenDates(bytes: Uint8Array): WrittenDates {
  const groups = readThoroughly(bytes)
  if (groups === null) return { exif: {} }
  const exif = plainValues(groups.exif)
  return {
    exif: { ...exif, CreateDate: exif['DateTimeDigitized'], ModifyDate: exif['DateTime'] },
    xmp: plainValues(groups.xmp),
    iptc: [described(groups.iptc, 'Date Created'), described(groups.iptc, 'Time Created')]
      .filter((part) => part !== null)
      .join('T'),
    png: described(groups.png, 'Modify Date'),
  }
}

function plainValues(group: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({ ...(group as Record<string, unknown> | undefined) }).map(([name, tag]) => [
      name,
      plainValue(tag),
    ]),
  )
}

function plainValue(tag: unknown): unknown {
  if (typeof tag !== 'object' || tag === null || !('value' in tag)) return undefined
  // ExifReader gives texts as a list of one.
  return Array.isArray(tag.value) && tag.value.length === 1 ? (tag.value as unknown[])[0] : tag.value
}

/** What a tag means, where its value is a row of bytes. */
function described(group: unknown, name: string): string | null {
  const tag = (group as Readonly<Record<string, unknown>> | undefined)?.[name]
  return typeof tag === 'object' && tag !== null && 'description' in tag ? plainText(tag.description) : null
}

function equipment(tags: Tags): Omit<CameraMetadata, 'takenAt' | 'offset'> {
  const makerNote = tags['makerNote']
  const make = plainText(tags['Make'])
  return {
    camera: describeCamera(make, plainText(tags['Model'])),
    lens:
      plainText(tags['LensModel']) ?? plainText(tags[MISPLACED_LENS]) ?? readMakerNote(makerNote, make).lens,
    focalLengthMm: positiveNumber(tags['FocalLength']),
    // ExifReader calls it by the name of the standard, the fast one by an older one.
    focalLength35mm: positiveNumber(tags['FocalLengthIn35mmFormat'] ?? tags['FocalLengthIn35mmFilm']),
    liveId: makerNote instanceof Uint8Array ? readLiveId(makerNote) : null,
  }
}

/** Make and model, without saying the make twice; null where neither is known. */
export function describeCamera(make: string | null, model: string | null): string | null {
  const saysMake = make !== null && model !== null && model.toLowerCase().startsWith(make.toLowerCase())
  const camera = saysMake ? model : [make, model].filter((part) => part !== null).join(' ')
  return camera === '' ? null : camera
}
