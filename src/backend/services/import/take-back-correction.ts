import type { FormerReading, FormerWord } from '../../../contract/corrections.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { byTurns } from './by-turns.ts'
import { settleSuggestions } from './suggest-views.ts'

/** Takes a correction back; photos that were forgotten meanwhile are left out. */
export async function takeBackCorrection(
  catalogue: Catalogue,
  { readings, word }: { readonly readings: readonly FormerReading[]; readonly word: FormerWord | null },
): Promise<{ readonly changed: number }> {
  const taken = catalogue.transaction(
    () => {
      const there = catalogue.corrections.readingsOf(readings.map(({ photo }) => photo))
      catalogue.corrections.putBack(readings)
      if (word !== null) takeBackWord(catalogue, word)
      settleSuggestions(catalogue, new Set(there.map(({ clientId }) => clientId)))
      return { changed: there.length }
    },
    { leavesSummaries: true },
  )
  await byTurns(catalogue.summariseInSteps())
  return taken
}

function takeBackWord(catalogue: Catalogue, { photo, word, view }: FormerWord): void {
  const place = catalogue.roots.rootOf(photo)
  if (place === null) return
  if (view === null) catalogue.roots.forget(place.rootId, word)
  else catalogue.roots.remember(place.rootId, word, view)
}
