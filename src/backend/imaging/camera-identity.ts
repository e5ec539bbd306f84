import exifr from 'exifr'
import { readPhotoFile } from './read-photo-file.ts'

/** The camera and lens of a photo as one comparable text, or null where the photo does not say. */
export async function readCameraIdentity(file: string): Promise<string | null> {
  let tags: unknown
  try {
    // The package gives Node a default export only, whatever its types say.
    // oxlint-disable-next-line import/no-named-as-default-member
    tags = await exifr.parse(await readPhotoFile(file), ['Make', 'Model', 'LensModel'])
  } catch {
    // Photos without readable metadata are common and measured all the same.
    return null
  }
  if (typeof tags !== 'object' || tags === null) return null
  const parts = ['Make', 'Model', 'LensModel'].map((name) => {
    const value = (tags as Record<string, unknown>)[name]
    return typeof value === 'string' ? value.trim() : ''
  })
  return parts.every((part) => part === '') ? null : parts.join(' | ')
}
