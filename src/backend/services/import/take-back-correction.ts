import type { FormerReading, FormerWord } from '../../../contract/corrections.ts'
import type { ClientId } from '../../../contract/ids.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { settleSuggestions } from './suggest-views.ts'

/** Takes a correction back; photos that were forgotten meanwhile are left out. */
export function takeBackCorrection(
  catalogue: Catalogue,
  { readings, word }: { readonly readings: readonly FormerReading[]; readonly word: FormerWord | null },
): { readonly changed: number } {
  return catalogue.transaction(() => {
    const clients = new Set<ClientId>()
    let changed = 0
    for (const { photo, view, viewSource, phase, phaseSource } of readings) {
      const now = catalogue.photos.find(photo)
      if (now === null) continue
      catalogue.photos.correct(photo, { view, source: viewSource })
      catalogue.photos.correct(photo, { phase, source: phaseSource })
      clients.add(now.clientId)
      changed += 1
    }
    if (word !== null) takeBackWord(catalogue, word)
    for (const clientId of clients) settleSuggestions(catalogue, clientId)
    return { changed }
  })
}

function takeBackWord(catalogue: Catalogue, { photo, word, view }: FormerWord): void {
  const place = catalogue.roots.rootOf(photo)
  if (place === null) return
  if (view === null) catalogue.roots.forget(place.rootId, word)
  else catalogue.roots.remember(place.rootId, word, view)
}
