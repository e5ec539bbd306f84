import type { View } from '../../contract/vocabulary.ts'
import { BY_LIKENESS } from './view-by-likeness.ts'
import { FROM_HEAD } from './view-from-head.ts'

/** What a picture shows: by its head, or where that leaves the view open, by what else it is like. */
export const PICTURED = [...FROM_HEAD, ...BY_LIKENESS] as const
export type Pictured = (typeof PICTURED)[number]

/**
 * The view to suggest for a picture, or `unknown`. From behind, a client's photos are either all of the crown or all of the
 * back where names and people know only one of the two of this client: it is that one. Likeness to a view suggests it for as
 * long as names or people give it to a photo of this client.
 */
export function suggestView(pictured: Pictured, namedViews: ReadonlySet<View>): View {
  switch (pictured) {
    case 'unclear':
      return 'unknown'
    case 'from-behind':
      if (namedViews.has('crown') === namedViews.has('back')) return 'unknown'
      return namedViews.has('crown') ? 'crown' : 'back'
    case 'like-top':
      return ifNamed('top', namedViews)
    case 'like-crown':
      return ifNamed('crown', namedViews)
    case 'like-back':
      return ifNamed('back', namedViews)
    default:
      return pictured
  }
}

function ifNamed(view: View, namedViews: ReadonlySet<View>): View {
  return namedViews.has(view) ? view : 'unknown'
}
