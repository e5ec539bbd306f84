import type { View } from '../../contract/vocabulary.ts'
import type { Pictured } from './view-from-head.ts'

/**
 * The view to suggest for a picture, or `unknown`. From behind, a client's photos are either all of the crown or all of the
 * back: where names and people know only one of the two of this client, it is that one.
 */
export function suggestView(pictured: Pictured, namedViews: ReadonlySet<View>): View {
  switch (pictured) {
    case 'unclear':
      return 'unknown'
    case 'from-behind':
      if (namedViews.has('crown') === namedViews.has('back')) return 'unknown'
      return namedViews.has('crown') ? 'crown' : 'back'
    default:
      return pictured
  }
}
