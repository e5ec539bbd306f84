import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../contract/errors.ts'
import type { ClientId, PhotoId } from '../../../contract/ids.ts'
import { likeness } from '../../../domain/reading/likeness.ts'
import {
  viewByLikeness,
  type ByLikeness,
  type KnownLikeness,
  type ViewWithoutFace,
} from '../../../domain/reading/view-by-likeness.ts'
import { derivedFile } from '../../imaging/derive-images.ts'
import type { ImportDependencies } from './import-dependencies.ts'

/** Of one view; a client has hardly more visits, and a folder that was read as one client must not hold up the import. */
const MOST_COMPARED = 50

/** A photo in question. */
export interface OpenPhoto {
  readonly id: PhotoId
  readonly clientId: ClientId
  readonly sha256: string
}

/**
 * Makes what says which of some views a photo is like, by the thumbnails of its client's other visits whose view a name or a
 * person told; null where none is plainly the likest. Each of those is read once while one client's photos are asked about.
 */
export function createComparison(
  deps: Pick<ImportDependencies, 'catalogue' | 'reader' | 'catalogueFolder'>,
): (photo: OpenPhoto, views: readonly ViewWithoutFace[]) => Promise<ByLikeness | null> {
  const { catalogue, reader } = deps
  let client: ClientId | null = null
  const kept = new Map<string, Uint8Array | null>()

  const brightnessOf = async (sha256: string): Promise<Uint8Array | null> => {
    const file = derivedFile(join(deps.catalogueFolder, 'derived'), sha256, 'thumb')
    return existsSync(file) ? readableOrNull(reader.brightness(file)) : null
  }

  const keptBrightnessOf = async (sha256: string): Promise<Uint8Array | null> => {
    const known = kept.get(sha256)
    if (known !== undefined) return known
    const brightness = await brightnessOf(sha256)
    kept.set(sha256, brightness)
    return brightness
  }

  return async ({ id, clientId, sha256 }, views) => {
    if (clientId !== client) kept.clear()
    client = clientId
    const named = views.map((view) => ({
      view,
      photos: catalogue.views.namedElsewhere(id, view, MOST_COMPARED),
    }))
    if (named.filter(({ photos }) => photos.length > 0).length < 2) return null
    const asked = await brightnessOf(sha256)
    if (asked === null) return null
    const known: KnownLikeness[] = []
    for (const { view, photos } of named) {
      for (const photo of photos) {
        const other = await keptBrightnessOf(photo)
        if (other !== null) known.push({ view, likeness: likeness(asked, other) })
      }
    }
    return viewByLikeness(known)
  }
}

/** A picture that cannot be read is like nothing. */
async function readableOrNull(reading: Promise<Uint8Array>): Promise<Uint8Array | null> {
  try {
    return await reading
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error
    return null
  }
}
