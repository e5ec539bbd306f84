import type { Point } from '../transform.ts'

/** How the two photos are shown. */
export const VIEWER_MODES = ['wipe', 'side-by-side', 'overlay', 'blink', 'difference'] as const
export type ViewerMode = (typeof VIEWER_MODES)[number]

/** Whether the divider stands upright (`vertical`) or lies (`horizontal`); side by side follows it too. */
export type DividerOrientation = 'vertical' | 'horizontal'

/**
 * What part of a photo is shown: all of it, or a point of it in the middle of the pane at a scale.
 * `centre` in upright full-size pixels of the photo; `scale` in CSS pixels a photo pixel.
 */
export type ViewerView =
  | { readonly kind: 'fit' }
  | { readonly kind: 'at'; readonly centre: Point; readonly scale: number }

/** Everything the stage shows beside the photos themselves; changing one part leaves the others as they are. */
export interface ViewerState {
  readonly mode: ViewerMode
  readonly orientation: DividerOrientation
  /** The divider as a share of the stage, from its left or top edge, 0 to 1. */
  readonly divider: number
  /** Opacity of the after photo in the overlay, 0 to 1. */
  readonly opacity: number
  /** True where the after photo stands on the left (or on top). */
  readonly isSwapped: boolean
  /** False where each side has its own zoom; only side by side can be unlinked. */
  readonly isLinked: boolean
  /** True where only what both photos show is shown; only while they are linked. */
  readonly isCropped: boolean
  /** The one view of all modes, in the before photo's pixels. */
  readonly view: ViewerView
  /** The after photo's own view while the sides are not linked, in the after photo's pixels. */
  readonly afterView: ViewerView
  readonly blinkShows: 'before' | 'after'
  /** True while a magnified piece of both photos stands at the pointer. */
  readonly isLoupeOn: boolean
  /** True while the key that shows the before photo alone is held down. */
  readonly isBeforeHeld: boolean
}

export const INITIAL_VIEWER_STATE: ViewerState = {
  mode: 'wipe',
  orientation: 'vertical',
  divider: 0.5,
  opacity: 0.5,
  isSwapped: false,
  isLinked: true,
  isCropped: true,
  view: { kind: 'fit' },
  afterView: { kind: 'fit' },
  blinkShows: 'before',
  isLoupeOn: false,
  isBeforeHeld: false,
}
