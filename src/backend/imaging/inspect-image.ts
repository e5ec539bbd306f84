import { openImage, type OpenedImage } from './open-image.ts'
import type { ImageFormat } from './image-format.ts'
import { readProfileName } from './profile-name.ts'
import { readRawMetadata } from './raw-metadata.ts'
import { readMetadata, type CameraMetadata } from './read-metadata.ts'

/** What the catalogue keeps of a photo's file. */
export interface ImageFacts extends CameraMetadata {
  readonly format: ImageFormat
  /** Upright. */
  readonly widthPx: number
  readonly heightPx: number
  /** As EXIF counts it, 1 to 8; 1 where the decoder turns the picture by itself. */
  readonly orientation: number
  readonly colourProfile: string | null
}

/**
 * Reads a photo's size and metadata without decoding its pixels; `name` only tells a camera's raw file from a TIFF.
 * A malformed HEIC may keep this from ever ending, so it must run in a thread that can be ended.
 * @throws AppError as openImage
 */
export async function inspectImage(bytes: Uint8Array, name = ''): Promise<ImageFacts> {
  return factsOf(await openImage(bytes, name))
}

/** The same for an image that is open already. */
export async function factsOf(image: OpenedImage): Promise<ImageFacts> {
  const { format, widthPx, heightPx, orientation, embeddedProfile } = image
  return {
    ...(await (format === 'raw' ? readRawMetadata(image.bytes) : readMetadata(image.bytes))),
    format,
    widthPx,
    heightPx,
    orientation,
    colourProfile: embeddedProfile === null ? null : readProfileName(embeddedProfile),
  }
}
