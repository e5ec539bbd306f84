import type { CallOutput } from '../../../contract/contract.ts'
import type { Photo } from '../../../contract/photos.ts'
import { pathBytes } from '../../../domain/path-text.ts'
import type { PhotoReader } from '../../imaging/photo-reader.ts'

/** How a photo was exposed, from its original; null where that cannot be read now, as on a drive that is off. */
export async function cameraSettings(
  reader: PhotoReader,
  photo: Photo,
): Promise<CallOutput<'photos.cameraSettings'>> {
  try {
    const { place, ...settings } = await reader.settingsOf(Buffer.from(pathBytes(photo.file)))
    return { ...settings, hasPlace: place !== null }
  } catch {
    // The photo itself, its small pictures and its figures are there all the same.
    return null
  }
}
