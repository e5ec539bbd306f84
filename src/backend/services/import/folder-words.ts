import type { PhotoId } from '../../../contract/ids.ts'
import { alikeKey } from '../../../domain/reading/alike-key.ts'
import type { Steps } from '../../../domain/steps.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { KeptOfFolders } from './kept-of-folders.ts'
import { stemOf } from './read-names.ts'

/** The photos of an imported folder by what the names of their files have in common. */
type FolderWords = ReadonlyMap<string, ReadonlySet<PhotoId>>

const kept = new KeptOfFolders<FolderWords>()

const PLACES_A_STEP = 500

/** At once: known from before, or read now, which takes a few tenths of a second for 100,000 files. */
export function wordsOf(catalogue: Catalogue, folder: number): FolderWords {
  return kept.now(catalogue, questionOf(catalogue, folder))
}

/** The same by turns with everything else that is asked. */
export async function wordsByTurns(catalogue: Catalogue, folder: number): Promise<FolderWords> {
  return kept.byTurns(catalogue, questionOf(catalogue, folder))
}

const questionOf = (catalogue: Catalogue, folder: number) => ({
  folder,
  basis: '',
  make: () => read(catalogue, folder),
})

function* read(catalogue: Catalogue, folder: number): Steps<FolderWords> {
  // A clinic gives thousands of files the same few names.
  const words = new Map<string, string | null>()
  const photos = new Map<string, Set<PhotoId>>()
  let after: Uint8Array | null = null
  for (;;) {
    const files = catalogue.roots.filesAfter(folder, after, PLACES_A_STEP)
    for (const { photoId, relative } of files) {
      const stem = stemOf(relative)
      const word = words.has(stem) ? (words.get(stem) ?? null) : alikeKey(stem)
      words.set(stem, word)
      if (word === null) continue
      const ofWord = photos.get(word)
      if (ofWord === undefined) photos.set(word, new Set([photoId]))
      else ofWord.add(photoId)
    }
    after = files.at(-1)?.relative ?? null
    if (files.length < PLACES_A_STEP) return photos
    yield
  }
}
