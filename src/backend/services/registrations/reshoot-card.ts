import type { ClientId } from '../../../contract/ids.ts'
import type { ReshootCard } from '../../../contract/reshoot.ts'
import type { View } from '../../../contract/vocabulary.ts'
import { isHeadWithinFrame } from '../../../domain/comparability/is-head-within-frame.ts'
import { chooseReshoot } from '../../../domain/fade/choose-reshoot.ts'
import { comparePair, headOutlineOf, type ComparabilityDeps } from './comparability.ts'

/** How to take the next photo of a view: like the baseline, and what the last photo did otherwise. */
export async function reshootCard(
  deps: ComparabilityDeps,
  clientId: ClientId,
  view: View,
  options: { readonly signal: AbortSignal },
): Promise<ReshootCard> {
  const { baseline, last } = chooseReshoot(deps.catalogue.photos.list({ clientId, view }))
  if (baseline === null)
    return { clientId, view, baseline, headOutline: null, last: null, comparability: null }
  const comparability = last === null ? null : await comparePair(deps, baseline.id, last.id, options)
  const outline = comparability?.headOutline ?? (await headOutlineOf(deps, baseline.id, options))
  const headOutline = outline !== null && isHeadWithinFrame(outline, baseline) ? [...outline] : null
  return { clientId, view, baseline, headOutline, last, comparability }
}
