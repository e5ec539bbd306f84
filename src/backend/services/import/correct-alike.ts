import { AppError } from '../../../contract/errors.ts'
import type { ClientId, PhotoId } from '../../../contract/ids.ts'
import type { View } from '../../../contract/vocabulary.ts'
import { alikeKey } from '../../../domain/reading/alike-key.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { stemOf } from './read-names.ts'
import { settleSuggestions } from './suggest-views.ts'

/** Photos of the same folder whose names mean the same as this one's, itself left out, and the word that they share. */
export function findAlike(
  catalogue: Catalogue,
  id: PhotoId,
): { readonly word: string | null; readonly photos: readonly PhotoId[] } {
  const { word, alike } = lookForAlike(catalogue, id)
  return { word, photos: alike }
}

/**
 * Says which view a photo and all alike show, and remembers it for the next import of their folder. Photos of which a person
 * said it one by one keep what was said.
 * @throws AppError not-found
 */
export function correctAlike(catalogue: Catalogue, id: PhotoId, view: View): { readonly changed: number } {
  return catalogue.transaction(() => {
    const { rootId, word, alike } = lookForAlike(catalogue, id)
    catalogue.photos.correct(id, { view })
    const clients = new Set<ClientId>()
    for (const photoId of [id, ...alike]) {
      if (photoId !== id) catalogue.roots.applyView(photoId, view)
      const photo = catalogue.photos.find(photoId)
      if (photo !== null) clients.add(photo.clientId)
    }
    if (word !== null && rootId !== null) catalogue.roots.remember(rootId, word, view)
    for (const clientId of clients) settleSuggestions(catalogue, clientId)
    return { changed: 1 + alike.length }
  })
}

function lookForAlike(catalogue: Catalogue, id: PhotoId) {
  if (catalogue.photos.find(id) === null) {
    throw new AppError('not-found', `There is no photo with the number ${id}.`)
  }
  const place = catalogue.roots.rootOf(id)
  const word = place === null ? null : alikeKey(stemOf(place.path))
  if (place === null || word === null) return { rootId: place?.rootId ?? null, word: null, alike: [] }
  const alike = catalogue.roots
    .placesOf(place.rootId)
    .filter(
      ({ photoId, path, viewSource }) =>
        photoId !== id && viewSource !== 'person' && alikeKey(stemOf(path)) === word,
    )
    .map(({ photoId }) => photoId)
  return { rootId: place.rootId, word, alike: [...new Set(alike)] }
}
