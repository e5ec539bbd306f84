import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../contract/errors.ts'
import type { ClientId, PhotoId } from '../../../contract/ids.ts'
import { suggestView, type Pictured } from '../../../domain/reading/suggest-view.ts'
import { viewsLeftOpen } from '../../../domain/reading/view-by-likeness.ts'
import { viewFromHead } from '../../../domain/reading/view-from-head.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { derivedFile } from '../../imaging/derive-images.ts'
import { createComparison, type OpenPhoto } from './compare-with-named.ts'
import type { ImportDependencies } from './import-dependencies.ts'
import type { createProgressReporter } from './progress-reporter.ts'

/** Loading the models, and three tenths of a second a photo: a busy machine leaves the rest to the next import. */
const defaultBudgetMs = (photos: number): number => 10_000 + 300 * photos

/**
 * Looks at those of an import's photos whose view no name tells, and suggests one where the picture shows it plainly,
 * by itself or by its likeness to the client's photos of known views.
 * Returns how many got a suggestion. What was not looked at in time, or because of a cancel, is with the next import.
 */
export async function suggestViews(
  deps: ImportDependencies,
  photoIds: ReadonlySet<PhotoId>,
  {
    signal,
    progress,
  }: { readonly signal: AbortSignal; readonly progress: ReturnType<typeof createProgressReporter> },
): Promise<number> {
  const { catalogue, heads } = deps
  if (heads === undefined) return 0
  const photos = catalogue.views.notLookedAt(photoIds)
  const budgetMs = (deps.viewBudgetMs ?? defaultBudgetMs)(photos.length)
  const startMs = performance.now()
  const clients = new Set<ClientId>()
  const looked: PhotoId[] = []
  const compare = createComparison(deps)
  const look = async (photo: OpenPhoto): Promise<Pictured | null> => {
    const preview = derivedFile(join(deps.catalogueFolder, 'derived'), photo.sha256, 'preview')
    if (!existsSync(preview)) return null
    const clues = await heads.look(preview, { signal })
    const fromHead = viewFromHead(clues)
    // A face that is turned away is a view of its own.
    return clues.face === null ? ((await compare(photo, viewsLeftOpen(fromHead))) ?? fromHead) : fromHead
  }
  let done = 0
  for (const photo of photos) {
    if (signal.aborted || performance.now() - startMs > budgetMs) break
    progress({ stage: 'recognising', done, total: photos.length, current: null })
    const pictured = await unclearOnError(look(photo))
    done += 1
    if (pictured === null) continue
    catalogue.views.savePictured(photo.id, pictured)
    clients.add(photo.clientId)
    looked.push(photo.id)
  }
  if (done > 0 && done === photos.length) progress({ stage: 'recognising', done, total: done, current: null })
  const suggested = settleSuggestions(catalogue, clients)
  return looked.filter((id) => suggested.has(id)).length
}

/** Brings the suggested views of clients into agreement with what names and people say; returns which photos have one. */
export function settleSuggestions(catalogue: Catalogue, clientIds: Iterable<ClientId>): ReadonlySet<PhotoId> {
  return catalogue.transaction(() => {
    const looked = catalogue.views.suggestedOf(clientIds)
    const named = catalogue.views.namedOf(new Set(looked.map(({ clientId }) => clientId)))
    const suggested = new Set<PhotoId>()
    for (const { id, clientId, pictured, view } of looked) {
      const suggestion = suggestView(pictured, named.get(clientId) ?? new Set())
      if (suggestion !== view) catalogue.views.suggest(id, suggestion)
      if (suggestion !== 'unknown') suggested.add(id)
    }
    return suggested
  })
}

/** What the picture shows; null where looking was called off. A picture that cannot be looked at shows nothing clearly. */
async function unclearOnError(looking: Promise<Pictured | null>): Promise<Pictured | null> {
  try {
    return await looking
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.code === 'cancelled' ? null : 'unclear'
  }
}
