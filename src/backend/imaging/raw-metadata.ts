import { localTime, utcOffset } from './capture-date.ts'
import { canonDirectories, numbersIn, RAW_TAG, wordsIn } from './raw-directories.ts'
import { type CameraMetadata, describeCamera, readMetadata } from './read-metadata.ts'
import { positiveNumber } from './read-number.ts'
import type { TiffDirectory } from './tiff-directory.ts'

const JPEG_START = Buffer.from([0xff, 0xd8, 0xff])

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

function fromDirectories(main: TiffDirectory, exif: TiffDirectory): CameraMetadata {
  const original = localTime(wordsIn(exif, RAW_TAG.dateTimeOriginal))
  return {
    takenAt: original ?? localTime(wordsIn(main, RAW_TAG.dateTime)),
    offset: original === null ? null : utcOffset(wordsIn(exif, RAW_TAG.offsetTimeOriginal)),
    camera: describeCamera(wordsIn(main, RAW_TAG.make), wordsIn(main, RAW_TAG.model)),
    lens: wordsIn(exif, RAW_TAG.lensModel),
    // Written as a fraction, which directories leave out.
    focalLengthMm: null,
    focalLength35mm: positiveNumber(numbersIn(exif, RAW_TAG.focalLength35mm)[0]),
    liveId: null,
  }
}
