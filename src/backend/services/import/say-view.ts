import type { ClientId } from '../../../contract/ids.ts'
import type { View } from '../../../contract/vocabulary.ts'
import { alikeKey } from '../../../domain/reading/alike-key.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { resolveChosenFolder } from './chosen-folder.ts'
import { stemOf } from './read-names.ts'
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
  catalogue.transaction(() => {
    const rootId = catalogue.imports.ensureRoot(root, now().toISOString())
    if (view === null) catalogue.roots.forget(rootId, word)
    else catalogue.roots.remember(rootId, word, view)
    applyToImported(catalogue, rootId, { word, view })
  })
  return { folder: root, word, view }
}

function applyToImported(
  catalogue: Catalogue,
  rootId: number,
  { word, view }: { readonly word: string; readonly view: View | null },
): void {
  const clients = new Set<ClientId>()
  for (const { photoId, path, viewSource } of catalogue.roots.placesOf(rootId)) {
    // A view that a person gave to the photo itself stays, and so does one that its folder tells.
    if (!['none', 'guess', 'derived'].includes(viewSource) || alikeKey(stemOf(path)) !== word) continue
    if (view === null) catalogue.photos.correct(photoId, { view: 'unknown', source: 'none' })
    else catalogue.roots.applyView(photoId, view)
    const photo = catalogue.photos.find(photoId)
    if (photo !== null) clients.add(photo.clientId)
  }
  for (const clientId of clients) settleSuggestions(catalogue, clientId)
}
