import type { ClientId } from '../../../contract/ids.ts'
import type { Photo } from '../../../contract/photos.ts'
import type { ReshootCard } from '../../../contract/reshoot.ts'
import type { View } from '../../../contract/vocabulary.ts'
import { isHeadWithinFrame } from '../../../domain/comparability/is-head-within-frame.ts'
import { chooseReshoot, type ReshootPhotos } from '../../../domain/fade/choose-reshoot.ts'
import { comparePair, headOf, type ComparabilityDeps } from './comparability.ts'

/** How to take the next photo of a view: like the baseline, and what the last photo did otherwise. */
export async function reshootCard(
  deps: ComparabilityDeps,
  clientId: ClientId,
  view: View,
  options: { readonly signal: AbortSignal },
): Promise<ReshootCard> {
  const photos = deps.catalogue.photos.list({ clientId, view })
  const { baseline, last, blank } = await chooseWhatShowsSomething(deps, photos, options)
  if (baseline === null)
    return { clientId, view, baseline, headOutline: null, last: null, comparability: null, blank }
  const comparability = last === null ? null : await comparePair(deps, baseline.id, last.id, options)
  const outline = comparability?.headOutline ?? (await headOf(deps, baseline.id, options)).outline
  const headOutline = outline !== null && isHeadWithinFrame(outline, baseline) ? [...outline] : null
  return { clientId, view, baseline, headOutline, last, comparability, blank }
}

/** A black or an even photo is nothing to match, whatever its visit is; a look at a photo is kept for what follows. */
async function chooseWhatShowsSomething(
  deps: ComparabilityDeps,
  photos: readonly Photo[],
  options: { readonly signal: AbortSignal },
): Promise<ReshootPhotos<Photo> & { readonly blank: number }> {
  const blank = new Set<Photo>()
  for (;;) {
    const chosen = chooseReshoot(photos.filter((photo) => !blank.has(photo)))
    const found = blank.size
    // Both at once, as aligning them does.
    await Promise.all(
      [chosen.baseline, chosen.last].map(async (photo) => {
        if (photo !== null && (await headOf(deps, photo.id, options)).isBlank) blank.add(photo)
      }),
    )
    if (blank.size === found) return { ...chosen, blank: found }
  }
}
