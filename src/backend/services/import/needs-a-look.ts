import { AppError } from '../../../contract/errors.ts'
import type { FormerReading } from '../../../contract/corrections.ts'
import type { PhotoId } from '../../../contract/ids.ts'
import type { Need, NeedItem, NeedNames, NeedScope } from '../../../contract/needs.ts'
import type { Photo } from '../../../contract/photos.ts'
import type { Phase, View } from '../../../contract/vocabulary.ts'
import { readBothWays } from '../../../domain/reading/read-both-ways.ts'
import { readEitherYear } from '../../../domain/reading/read-either-year.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { readingOf } from './correct-alike.ts'
import { findClaims, findNestedNames } from './say-alike.ts'
import { settleSuggestions } from './suggest-views.ts'

/**
 * What is asked about a photo.
 * @throws AppError not-found
 */
export function describeNeed(catalogue: Catalogue, need: Need, id: PhotoId): NeedItem {
  const photo = requireFound(catalogue.photos.find(id), id)
  const names = need === 'date' && photo.visitDate !== null ? photo.file.split(/[/\\]/) : []
  const bothWays = readBothWays(names)
  return {
    photo,
    folder: catalogue.needs.folderOf(id),
    visitPhotos: catalogue.needs.visitPhotos(photo.visitId).length,
    clientPhotos: catalogue.needs.clientPhotos(photo.clientId).length,
    bothWays,
    eitherYear: bothWays === null ? readEitherYear(names) : null,
  }
}

/** What the names around a photo say of its unclear client. */
export async function describeNames(catalogue: Catalogue, id: PhotoId, now: Date): Promise<NeedNames> {
  return {
    nestedNames: await findNestedNames(catalogue, id, now),
    claims: await findClaims(catalogue, id, now),
  }
}

/**
 * The photos for which an answer holds.
 * @throws AppError not-found
 */
export function photosInScope(
  catalogue: Catalogue,
  { photo: id, scope }: { readonly photo: PhotoId; readonly scope: NeedScope },
): readonly PhotoId[] {
  const photo = requireFound(catalogue.photos.find(id), id)
  if (scope === 'photo') return [id]
  return scope === 'visit'
    ? catalogue.needs.visitPhotos(photo.visitId)
    : catalogue.needs.clientPhotos(photo.clientId)
}

/** Says how healed photos are; of which a person said it one by one, keep what was said. */
export function sayPhase(
  catalogue: Catalogue,
  photos: readonly PhotoId[],
  phase: Phase,
): readonly FormerReading[] {
  return catalogue.transaction(() => {
    const changed = photos
      .flatMap((id) => catalogue.photos.find(id) ?? [])
      .filter(({ phaseSource }) => photos.length === 1 || phaseSource !== 'person')
    for (const { id } of changed) catalogue.photos.correct(id, { phase })
    return changed.map(readingOf)
  })
}

/** Says which view all these photos show; what was forgotten meanwhile is left out. */
export function sayViewOfAll(
  catalogue: Catalogue,
  photos: readonly PhotoId[],
  view: View,
): readonly FormerReading[] {
  return catalogue.transaction(() => {
    const said = photos.flatMap((id) => catalogue.photos.find(id) ?? [])
    for (const { id } of said) catalogue.photos.correct(id, { view })
    settleSuggestions(catalogue, new Set(said.map(({ clientId }) => clientId)))
    return said.map(readingOf)
  })
}

function requireFound(photo: Photo | null, id: PhotoId): Photo {
  if (photo === null) throw new AppError('not-found', `There is no photo with the number ${id}.`)
  return photo
}
