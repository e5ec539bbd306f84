import { AppError } from '../../contract/errors.ts'
import { findWidestJpeg } from './find-embedded-jpeg.ts'
import { readOrientation, withOrientation } from './jpeg-orientation.ts'
import { localTime, utcOffset } from './capture-date.ts'
import { type CameraMetadata, describeCamera, readMetadata } from './read-metadata.ts'
import { positiveNumber } from './read-number.ts'
import { readTiffDirectory, type TiffDirectory } from './tiff-directory.ts'

/** A smaller preview shows nothing that could be compared. */
const LEAST_PREVIEW_PX = 480

const JPEG_START = Buffer.from([0xff, 0xd8, 0xff])

const TAG = {
  make: 0x010f,
  model: 0x0110,
  orientation: 0x0112,
  dateTime: 0x0132,
  photometric: 0x0106,
  subDirectories: 0x014a,
  dngVersion: 0xc612,
  dateTimeOriginal: 0x9003,
  offsetTimeOriginal: 0x9011,
  lensModel: 0xa434,
  focalLength35mm: 0xa405,
} as const
/** What a sensor's pixels are called: a colour filter array, and linear raw. */
const SENSOR_PIXELS = new Set([32803, 34892])

/** True where a file that begins like a TIFF holds a sensor's data, whatever it is called. */
export function isRawTiff(bytes: Uint8Array): boolean {
  const first = readTiffDirectory(bytes)
  if (first.has(TAG.dngVersion)) return true
  const inner = numbers(first, TAG.subDirectories).slice(0, 16)
  return [first, ...inner.map((offset) => readTiffDirectory(bytes, offset))].some((directory) =>
    SENSOR_PIXELS.has(numbers(directory, TAG.photometric)[0] ?? 0),
  )
}

/**
 * The widest JPEG that the camera put into its raw file, told which way up it is.
 * @throws AppError unsupported-format where there is none that is large enough
 */
export function extractPreview(raw: Uint8Array): Uint8Array {
  const preview = findWidestJpeg(raw)
  if (preview === null || Math.max(preview.widthPx, preview.heightPx) < LEAST_PREVIEW_PX) {
    throw new AppError(
      'unsupported-format',
      'This raw file holds no picture that can be shown. Export it from its program as a JPEG or TIFF.',
    )
  }
  // A preview with a word of its own on this is believed; most have none, and the raw file says it for them.
  if (readOrientation(preview.bytes) !== null) return preview.bytes
  const orientation = orientationOf(raw)
  return orientation === 1 ? preview.bytes : withOrientation(preview.bytes, orientation)
}

/** What the camera wrote into its raw file. */
export async function readRawMetadata(raw: Uint8Array): Promise<CameraMetadata> {
  const canon = canonDirectories(raw)
  if (canon !== null) return fromDirectories(canon.main, canon.exif)
  // Fujifilm's raw file begins with a whole JPEG, in which everything stands.
  if (isFujifilm(raw)) {
    const at = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).indexOf(JPEG_START)
    return readMetadata(at < 0 ? raw : raw.subarray(at))
  }
  return readMetadata(asTiff(raw))
}

function orientationOf(raw: Uint8Array): number {
  const canon = canonDirectories(raw)
  const main = canon === null ? readTiffDirectory(raw) : canon.main
  const value = numbers(main, TAG.orientation)[0] ?? 1
  return value >= 1 && value <= 8 ? value : 1
}

/** Olympus writes its own magic number where TIFF has 42. */
function asTiff(raw: Uint8Array): Uint8Array {
  if (raw[0] !== 0x49 || raw[1] !== 0x49 || (raw[2] === 0x2a && raw[3] === 0)) return raw
  const copy = Uint8Array.from(raw)
  copy.set([0x2a, 0], 2)
  return copy
}

function isFujifilm(raw: Uint8Array): boolean {
  return Buffer.from(raw.subarray(0, 15)).toString('latin1') === 'FUJIFILMCCD-RAW'
}

/** CR3 is an ISO media file whose boxes CMT1 and CMT2 hold a TIFF directory each; null where this is none. */
function canonDirectories(
  raw: Uint8Array,
): { readonly main: TiffDirectory; readonly exif: TiffDirectory } | null {
  const head = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, 1 << 20))
  if (head.toString('latin1', 4, 12) !== 'ftypcrx ') return null
  const box = (name: string): TiffDirectory => {
    const at = head.indexOf(name, 0, 'latin1')
    if (at < 4) return new Map()
    return readTiffDirectory(raw.subarray(at + 4, at - 4 + head.readUInt32BE(at - 4)))
  }
  return { main: box('CMT1'), exif: box('CMT2') }
}

function fromDirectories(main: TiffDirectory, exif: TiffDirectory): CameraMetadata {
  const original = localTime(words(exif, TAG.dateTimeOriginal))
  return {
    takenAt: original ?? localTime(words(main, TAG.dateTime)),
    offset: original === null ? null : utcOffset(words(exif, TAG.offsetTimeOriginal)),
    camera: describeCamera(words(main, TAG.make), words(main, TAG.model)),
    lens: words(exif, TAG.lensModel),
    // Written as a fraction, which directories leave out.
    focalLengthMm: null,
    focalLength35mm: positiveNumber(numbers(exif, TAG.focalLength35mm)[0]),
    liveId: null,
  }
}

function numbers(directory: TiffDirectory, tag: number): readonly number[] {
  const value = directory.get(tag)
  return value === undefined || typeof value === 'string' ? [] : value
}

function words(directory: TiffDirectory, tag: number): string | null {
  const value = directory.get(tag)
  return typeof value === 'string' && value !== '' ? value : null
}
