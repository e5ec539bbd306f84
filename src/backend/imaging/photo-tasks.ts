import { createHash } from 'node:crypto'
import { access } from 'node:fs/promises'
import sharp from 'sharp'
import { assertNever } from '../../contract/errors.ts'
import { derivedFile, deriveImages } from './derive-images.ts'
import { glimpsePhoto } from './glimpse-photo.ts'
import { sniffFormat } from './image-format.ts'
import { factsOf, type ImageFacts } from './inspect-image.ts'
import { readFilmLiveId } from './live-photo.ts'
import { openImage } from './open-image.ts'
import { readBrightness } from './read-brightness.ts'
import { readCameraSettings, type CameraSettings } from './read-camera-settings.ts'
import { readMetadata, type CameraMetadata } from './read-metadata.ts'
import { readRawMetadata } from './raw-metadata.ts'
import { readPhotoFile } from './read-photo-file.ts'
import { renderFull, type FullPicture } from './render-full.ts'

/** What a photo thread can be asked to do. Paths are bytes, because names need not be UTF-8. */
export type PhotoTask =
  | {
      readonly kind: 'read'
      readonly path: Uint8Array
      readonly derivedFolder: string
      readonly force: boolean
    }
  | { readonly kind: 'peek'; readonly path: Uint8Array }
  | { readonly kind: 'glimpse'; readonly path: Uint8Array }
  | { readonly kind: 'settings'; readonly path: Uint8Array }
  | { readonly kind: 'render-full'; readonly path: Uint8Array }
  | { readonly kind: 'film'; readonly path: Uint8Array }
  | { readonly kind: 'brightness'; readonly path: Uint8Array }

/** A photo's file, read once. */
export type PhotoReading =
  | {
      readonly kind: 'read'
      readonly sha256: string
      readonly bytes: number
      readonly facts: ImageFacts
      readonly isDamaged: boolean
    }
  /** Its small pictures are there already: the catalogue may know these bytes, and then nothing needs decoding. */
  | { readonly kind: 'met-before'; readonly sha256: string; readonly bytes: number }

/** The start of a file holds its metadata in all but few formats. */
const PEEK_BYTES = 256 * 1024

// One thread a core decodes one photo each: more inside a thread would only make them wait for one another.
sharp.concurrency(1)
// No photo is read twice, so a cache would only hold memory.
sharp.cache(false)

/** Does one task of a photo thread. */
export async function performPhotoTask(
  task: PhotoTask,
): Promise<PhotoReading | CameraMetadata | CameraSettings | FullPicture | Uint8Array | string | null> {
  const path = Buffer.from(task.path)
  switch (task.kind) {
    case 'read':
      return readPhoto(path, task)
    case 'peek':
      return peekPhoto(path)
    case 'glimpse':
      return glimpsePhoto(path)
    case 'settings':
      return readCameraSettings(await readPhotoFile(path))
    case 'render-full':
      return renderFull(path)
    case 'film':
      return readFilmLiveId(path)
    case 'brightness':
      return readBrightness(path.toString())
    default:
      return assertNever(task)
  }
}

async function readPhoto(
  path: Buffer,
  task: { readonly derivedFolder: string; readonly force: boolean },
): Promise<PhotoReading> {
  const bytes = await readPhotoFile(path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (!task.force && (await exists(derivedFile(task.derivedFolder, sha256, 'thumb')))) {
    return { kind: 'met-before', sha256, bytes: bytes.length }
  }
  const image = await openImage(bytes, path.toString())
  const facts = await factsOf(image)
  const { isDamaged } = await deriveImages(image, { derivedFolder: task.derivedFolder, sha256 })
  return { kind: 'read', sha256, bytes: bytes.length, facts, isDamaged }
}

async function peekPhoto(path: Buffer): Promise<CameraMetadata> {
  const head = await readPhotoFile(path, PEEK_BYTES)
  const format = sniffFormat(head, path.toString())
  const read = format === 'raw' ? readRawMetadata : readMetadata
  const metadata = await read(head)
  const isWhole = head.length < PEEK_BYTES
  // A HEIC or a raw file may keep its metadata at the end.
  if (isWhole || metadata.takenAt !== null || (format !== 'heic' && format !== 'raw')) return metadata
  return read(await readPhotoFile(path))
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file)
    return true
  } catch {
    // Not there, or not to be reached: it is made again either way.
    return false
  }
}
