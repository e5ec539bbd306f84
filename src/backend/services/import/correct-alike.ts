import type { FormerReading, FormerWord } from '../../../contract/corrections.ts'
import { AppError } from '../../../contract/errors.ts'
import type { PhotoId } from '../../../contract/ids.ts'
import type { Photo } from '../../../contract/photos.ts'
import type { View } from '../../../contract/vocabulary.ts'
import { alikeKey } from '../../../domain/reading/alike-key.ts'
import type { Steps } from '../../../domain/steps.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { byTurns } from './by-turns.ts'
import { wordsByTurns, wordsOf } from './folder-words.ts'
import { stemOf } from './read-names.ts'
import { settleSuggestions } from './suggest-views.ts'

const PHOTOS_A_STEP = 1000

interface Counts {
  readonly photos: number
  readonly otherwise: number
}

/** How many photos of the same folder have names that mean the same as this one's, itself left out, and the word that they share. */
export async function countNamedAlike(
  catalogue: Catalogue,
  id: PhotoId,
): Promise<Counts & { readonly word: string | null }> {
  const { view } = requirePhoto(catalogue, id)
  const named = nameOf(catalogue, id)
  if (named === null) return { word: null, photos: 0, otherwise: 0 }
  const { word, rootId } = named
  const others = new Set((await wordsByTurns(catalogue, rootId)).get(word))
  others.delete(id)
  return { word, ...(await byTurns(countViews(catalogue, [...others], view))) }
}

function* countViews(catalogue: Catalogue, photos: readonly PhotoId[], view: View): Steps<Counts> {
  const counts = { photos: 0, otherwise: 0 }
  for (let from = 0; from < photos.length; from += PHOTOS_A_STEP) {
    const some = catalogue.corrections.countViews(photos.slice(from, from + PHOTOS_A_STEP), view)
    counts.photos += some.photos
    counts.otherwise += some.otherwise
    yield
  }
  return counts
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
export async function correctAlike(catalogue: Catalogue, id: PhotoId, view: View): Promise<CorrectedAlike> {
  // What follows in one go need not read the folder.
  const named = nameOf(catalogue, id)
  if (named !== null) await wordsByTurns(catalogue, named.rootId)
  const corrected = catalogue.transaction(() => correctAtOnce(catalogue, id, view), { leavesSummaries: true })
  await byTurns(catalogue.summariseInSteps())
  return corrected
}

function correctAtOnce(catalogue: Catalogue, id: PhotoId, view: View): CorrectedAlike {
  const photo = requirePhoto(catalogue, id)
  const named = nameOf(catalogue, id)
  const ofWord = named === null ? [] : (wordsOf(catalogue, named.rootId).get(named.word) ?? [])
  const others = catalogue.corrections
    .readingsOf(ofWord)
    .filter((other) => other.photo !== id && other.viewSource !== 'person')
  catalogue.photos.correct(id, { view })
  catalogue.corrections.applyView(
    others.map((other) => other.photo),
    view,
  )
  const formerView = named === null ? null : catalogue.roots.remembered(named.rootId, named.word)
  if (named !== null) catalogue.roots.remember(named.rootId, named.word, view)
  settleSuggestions(catalogue, new Set([photo, ...others].map(({ clientId }) => clientId)))
  return {
    changed: 1 + others.length,
    former: [readingOf(photo), ...others.map(withoutClient)],
    formerWord: named === null ? null : { photo: id, word: named.word, view: formerView },
  }
}

function withoutClient({ photo, view, viewSource, phase, phaseSource }: FormerReading): FormerReading {
  return { photo, view, viewSource, phase, phaseSource }
}

/** What stands at a photo now. */
export function readingOf({ id, view, viewSource, phase, phaseSource }: Photo): FormerReading {
  return { photo: id, view, viewSource, phase, phaseSource }
}

function requirePhoto(catalogue: Catalogue, id: PhotoId): Photo {
  const photo = catalogue.photos.find(id)
  if (photo === null) throw new AppError('not-found', `There is no photo with the number ${id}.`)
  return photo
}

/** What a photo's file name has in common with others, and the folder it stands in; null where it tells nothing. */
function nameOf(
  catalogue: Catalogue,
  id: PhotoId,
): { readonly word: string; readonly rootId: number } | null {
  const place = catalogue.roots.rootOf(id)
  const word = place === null ? null : alikeKey(stemOf(place.path))
  return place === null || word === null ? null : { word, rootId: place.rootId }
}
