import type { View } from '../../../contract/vocabulary.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { byTurns } from './by-turns.ts'
import { resolveChosenFolder } from './chosen-folder.ts'
import { wordsByTurns, wordsOf } from './folder-words.ts'
import { settleSuggestions } from './suggest-views.ts'

interface Said {
  readonly folder: string
  /** What file names have in common. */
  readonly word: string
  /** Null takes back what was said. */
  readonly view: View | null
}

/**
 * Remembers which view the files of a folder show that share a word, before they are imported; what was imported already
 * and has no view of its own follows.
 * @throws AppError folder-not-found, folder-not-readable
 */
export async function sayView(
  { catalogue, now }: { readonly catalogue: Catalogue; readonly now: () => Date },
  { folder, word, view }: Said,
): Promise<Said> {
  const root = await resolveChosenFolder(folder)
  const known = catalogue.imports.roots().find(({ path }) => path === root)
  // What follows in one go need not read the folder.
  if (known !== undefined) await wordsByTurns(catalogue, known.id)
  catalogue.transaction(
    () => {
      const rootId = catalogue.imports.ensureRoot(root, now().toISOString())
      if (view === null) catalogue.roots.forget(rootId, word)
      else catalogue.roots.remember(rootId, word, view)
      applyToImported(catalogue, rootId, { word, view })
    },
    { leavesSummaries: true },
  )
  await byTurns(catalogue.summariseInSteps())
  return { folder: root, word, view }
}

function applyToImported(
  catalogue: Catalogue,
  rootId: number,
  { word, view }: { readonly word: string; readonly view: View | null },
): void {
  // A view that a person gave to the photo itself stays, and so does one that its folder tells.
  const followers = catalogue.corrections
    .readingsOf(wordsOf(catalogue, rootId).get(word) ?? [])
    .filter(({ viewSource }) => ['none', 'guess', 'derived'].includes(viewSource))
  const photos = followers.map(({ photo }) => photo)
  if (view === null) catalogue.corrections.forgetView(photos)
  else catalogue.corrections.applyView(photos, view)
  settleSuggestions(catalogue, new Set(followers.map(({ clientId }) => clientId)))
}
