import type { FormerReading, FormerWord } from '../../../contract/corrections.ts'
import { AppError } from '../../../contract/errors.ts'
import type { ClientId, PhotoId } from '../../../contract/ids.ts'
import type { Photo } from '../../../contract/photos.ts'
import type { View } from '../../../contract/vocabulary.ts'
import { alikeKey } from '../../../domain/reading/alike-key.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { stemOf } from './read-names.ts'
import { settleSuggestions } from './suggest-views.ts'

/** Photos of the same folder whose names mean the same as this one's, itself left out, and the word that they share. */
export function findAlike(
  catalogue: Catalogue,
  id: PhotoId,
): { readonly word: string | null; readonly photos: readonly PhotoId[]; readonly otherwise: number } {
  const { photo, word, alike } = lookForAlike(catalogue, id)
  return {
    word,
    photos: alike.map(({ photoId }) => photoId),
    otherwise: alike.filter(({ view }) => view !== photo.view).length,
  }
}

/** What a correction of all alike changed, and what stood there before. */
interface CorrectedAlike {
  readonly changed: number
  readonly former: FormerReading[]
  readonly formerWord: FormerWord | null
}

/**
 * Says which view a photo and all alike show, and remembers it for the next import of their folder. Photos of which a person
 * said it one by one keep what was said.
 * @throws AppError not-found
 */
export function correctAlike(catalogue: Catalogue, id: PhotoId, view: View): CorrectedAlike {
  return catalogue.transaction(() => {
    const { photo, rootId, word, alike } = lookForAlike(catalogue, id)
    const others = alike.flatMap(({ photoId }) => catalogue.photos.find(photoId) ?? [])
    catalogue.photos.correct(id, { view })
    for (const other of others) catalogue.roots.applyView(other.id, view)
    const formerView = word === null || rootId === null ? null : catalogue.roots.remembered(rootId, word)
    if (word !== null && rootId !== null) catalogue.roots.remember(rootId, word, view)
    const clients = new Set<ClientId>([photo, ...others].map(({ clientId }) => clientId))
    for (const clientId of clients) settleSuggestions(catalogue, clientId)
    return {
      changed: 1 + others.length,
      former: [photo, ...others].map(readingOf),
      formerWord: word === null ? null : { photo: id, word, view: formerView },
    }
  })
}

/** What stands at a photo now. */
export function readingOf({ id, view, viewSource, phase, phaseSource }: Photo): FormerReading {
  return { photo: id, view, viewSource, phase, phaseSource }
}

/** The longest run of plain letters in a word: enough for the database to leave most of a large folder out. */
function lettersOf(word: string): string {
  return (word.match(/[a-z]+/g) ?? []).reduce(
    (longest, run) => (run.length > longest.length ? run : longest),
    '',
  )
}

function lookForAlike(catalogue: Catalogue, id: PhotoId) {
  const photo = catalogue.photos.find(id)
  if (photo === null) throw new AppError('not-found', `There is no photo with the number ${id}.`)
  const place = catalogue.roots.rootOf(id)
  const word = place === null ? null : alikeKey(stemOf(place.path))
  if (place === null || word === null) return { photo, rootId: null, word: null, alike: [] }
  // A clinic gives thousands of files the same few names.
  const known = new Map<string, boolean>()
  const isAlike = (stem: string): boolean => {
    const before = known.get(stem)
    if (before !== undefined) return before
    const result = alikeKey(stem) === word
    known.set(stem, result)
    return result
  }
  const found = catalogue.roots
    .placesOf(place.rootId, lettersOf(word))
    .filter(
      ({ photoId, path, viewSource }) => photoId !== id && viewSource !== 'person' && isAlike(stemOf(path)),
    )
  // A photo may stand in several files.
  const alike = [...new Map(found.map((other) => [other.photoId, other])).values()]
  return { photo, rootId: place.rootId, word, alike }
}
