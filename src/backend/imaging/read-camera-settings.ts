import { plainText } from './capture-date.ts'
import { readQuickly, readThoroughly, type Tags } from './exif-readers.ts'
import { readMakerNote } from './maker-note.ts'
import { positiveNumber, readNumber } from './read-number.ts'

/** How a photo was exposed, and where; each null where the camera wrote nothing that makes sense. */
export interface CameraSettings {
  readonly exposureSeconds: number | null
  readonly fNumber: number | null
  readonly iso: number | null
  /** In degrees, north and east positive. */
  readonly place: { readonly latitude: number; readonly longitude: number } | null
}

/**
 * Reads what the catalogue does not keep, for a person who looks at one photo: the fast reader first, the thorough one where
 * it finds nothing. The fast one may loop for ever on a malformed HEIC, so this must run in a thread that can be ended.
 */
export async function readCameraSettings(bytes: Uint8Array): Promise<CameraSettings> {
  const quick = interpret(await readQuickly(bytes, { gps: true }))
  if (Object.values(quick).some((value) => value !== null)) return quick
  const exif = { ...(readThoroughly(bytes)?.exif as Tags | undefined) }
  return interpret(Object.fromEntries(Object.entries(exif).map(([name, tag]) => [name, rawValue(tag)])))
}

function rawValue(tag: unknown): unknown {
  return typeof tag === 'object' && tag !== null && 'value' in tag ? tag.value : undefined
}

function interpret(tags: Tags): CameraSettings {
  const latitude = degrees(tags['GPSLatitude'], tags['GPSLatitudeRef'], 'S', 90)
  const longitude = degrees(tags['GPSLongitude'], tags['GPSLongitudeRef'], 'W', 180)
  return {
    exposureSeconds: positiveNumber(tags['ExposureTime']),
    fNumber: positiveNumber(tags['FNumber']),
    iso:
      positiveNumber(tags['ISO'] ?? tags['ISOSpeedRatings'] ?? tags['PhotographicSensitivity']) ??
      readMakerNote(tags['makerNote'], plainText(tags['Make'])).iso,
    place: latitude === null || longitude === null ? null : { latitude, longitude },
  }
}

/** Degrees, minutes and seconds with a hemisphere (EXIF 2.32, 4.6.6) as one signed number. */
function degrees(value: unknown, reference: unknown, negative: string, most: number): number | null {
  if (!Array.isArray(value) || value.length === 0) return null
  const parts = (value as readonly unknown[]).slice(0, 3).map(readNumber)
  if (parts.some((part) => part === null)) return null
  const [whole = 0, minutes = 0, seconds = 0] = parts as readonly number[]
  const found = whole + minutes / 60 + seconds / 3600
  if (!(found >= 0 && found <= most)) return null
  const hemisphere: unknown = Array.isArray(reference) ? reference[0] : reference
  return String(hemisphere).trim().toUpperCase().startsWith(negative) ? -found : found
}
