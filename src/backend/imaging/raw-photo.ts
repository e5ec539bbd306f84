import { AppError } from '../../contract/errors.ts'
import { findWidestJpeg } from './find-embedded-jpeg.ts'
import { readOrientation, withOrientation } from './jpeg-orientation.ts'
import { canonDirectories, numbersIn, RAW_TAG } from './raw-directories.ts'
import { readTiffDirectory } from './tiff-directory.ts'

/** A smaller preview shows nothing that could be compared. */
const LEAST_PREVIEW_PX = 480

/** What a sensor's pixels are called: a colour filter array, and linear raw. */
const SENSOR_PIXELS = new Set([32803, 34892])

/** True where a file that begins like a TIFF holds a sensor's data, whatever it is called. */
export function isRawTiff(bytes: Uint8Array): boolean {
  const first = readTiffDirectory(bytes)
  if (first.has(RAW_TAG.dngVersion)) return true
  const inner = numbersIn(first, RAW_TAG.subDirectories).slice(0, 16)
  return [first, ...inner.map((offset) => readTiffDirectory(bytes, offset))].some((directory) =>
    SENSOR_PIXELS.has(numbersIn(directory, RAW_TAG.photometric)[0] ?? 0),
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

function orientationOf(raw: Uint8Array): number {
  const canon = canonDirectories(raw)
  const main = canon === null ? readTiffDirectory(raw) : canon.main
  const value = numbersIn(main, RAW_TAG.orientation)[0] ?? 1
  return value >= 1 && value <= 8 ? value : 1
}
