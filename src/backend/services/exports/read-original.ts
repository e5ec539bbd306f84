import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { AppError } from '../../../contract/errors.ts'
import { pathBytes } from '../../../domain/path-text.ts'
import type { ExportPhoto } from './export-dependencies.ts'

/**
 * Reads an original from the first place where it still has the content that was imported, so that an export never
 * says it was made from a photo that has changed since. Answers null where no place has it.
 */
export async function readOriginal(photo: Pick<ExportPhoto, 'sha256' | 'places'>): Promise<Buffer | null> {
  for (const place of photo.places) {
    try {
      const bytes = await readFile(Buffer.from(pathBytes(place)))
      if (createHash('sha256').update(bytes).digest('hex') === photo.sha256) return bytes
    } catch (error) {
      // A place that is gone or on a drive that is off: the next one may have it.
      if (!isFileError(error)) throw error
    }
  }
  return null
}

/** As {@link readOriginal}; throws AppError original-offline where no place has it. */
export async function requireOriginal(photo: Pick<ExportPhoto, 'sha256' | 'places'>): Promise<Buffer> {
  const bytes = await readOriginal(photo)
  if (bytes === null) {
    throw new AppError(
      'original-offline',
      'The original of this photo is not in its folder, or has changed. Connect its drive and try again.',
    )
  }
  return bytes
}

/** True where an error came from the file system, by its code. */
export function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]/.test(error.code)
  )
}
