import { cssTransform } from '../../../domain/viewer/css-transform.ts'
import { describeShare } from '../../../domain/viewer/divider.ts'
import type { StageLayer, StageLayout } from '../../../domain/viewer/lay-out-stage.ts'
import type { Rect, Size } from '../../../domain/viewer/size.ts'
import type { ViewerState } from '../../../domain/viewer/viewer-state.ts'

/** The elements of one photo on the stage. */
export interface LayerElements {
  /** As large as the stage; cut to the part that is seen. */
  readonly pane: HTMLElement
  /** As large as the photo in its own pixels; moved by the registration and the view. */
  readonly photo: HTMLElement
  readonly caption: HTMLElement
}

export interface StageElements {
  readonly before: LayerElements
  readonly after: LayerElements
  readonly divider: HTMLElement
  readonly handle: HTMLElement
}

/** On a narrow photo, the lower caption stays above what floats at the bottom; all in CSS pixels. */
const NARROW_PX = 760
const TOOLBAR_ROOM_PX = 108
/** A caption is never squeezed below this, in CSS pixels. */
const LEAST_CAPTION_PX = 120
/** Room between a caption and the corner of its photo, in CSS pixels. */
const CAPTION_INSET_PX = 12

/** Puts a layout on the screen by changing styles only: no React, no reading of layout, once a pointer event. */
export function paintStage(
  elements: StageElements,
  layout: StageLayout,
  state: ViewerState,
  stage: Size,
): void {
  paintLayer(elements.before, layout.before, stage)
  paintLayer(elements.after, layout.after, stage)
  paintCaptions(elements, layout, state, stage)

  const { divider, handle } = elements
  const isVertical = state.orientation === 'vertical'
  const { positionPx, share, isShown } = layout.divider
  divider.style.visibility = isShown ? 'visible' : 'hidden'
  divider.style.transform = isVertical ? `translateX(${positionPx}px)` : `translateY(${positionPx}px)`
  handle.setAttribute('aria-valuenow', String(Math.round(share * 100)))
  handle.setAttribute('aria-valuetext', describeShare(share, state.isSwapped))
}

function paintLayer({ pane, photo }: LayerElements, layer: StageLayer, stage: Size): void {
  const isSeen = layer.isShown && layer.clip.width > 0 && layer.clip.height > 0
  pane.style.visibility = isSeen ? 'visible' : 'hidden'
  if (!isSeen) return
  pane.style.clipPath = insetOf(layer.clip, stage)
  pane.style.opacity = String(layer.opacity)
  photo.style.transform = cssTransform(layer.transform)
}

function insetOf(clip: Rect, stage: Size): string {
  const right = stage.width - clip.left - clip.width
  const bottom = stage.height - clip.top - clip.height
  return `inset(${clip.top}px ${right}px ${bottom}px ${clip.left}px)`
}

/**
 * A caption stands in the outer corner of its photo's visible part: the second side's at the far end. Where two share a
 * narrow frame, a long one grows outwards over the empty stage rather than over the other.
 */
function paintCaptions(
  { before, after }: StageElements,
  layout: StageLayout,
  state: ViewerState,
  stage: Size,
): void {
  const isUpright = state.orientation === 'vertical'
  const isAlone = state.isBeforeHeld && state.mode !== 'side-by-side'
  const isSharing =
    state.mode === 'wipe' ? isUpright : state.mode === 'overlay' || state.mode === 'difference'
  for (const [side, element, frame, isSecond] of [
    ['before', before.caption, layout.beforeFrame, state.isSwapped],
    ['after', after.caption, layout.afterFrame, !state.isSwapped],
  ] as const) {
    const isAtEnd = isSecond && (isSharing || (isUpright && state.mode === 'side-by-side'))
    const isBelow = isSecond && !isUpright && state.mode === 'wipe'
    const left = frame.left + CAPTION_INSET_PX
    const right = frame.left + frame.width - CAPTION_INSET_PX
    const middle = frame.left + frame.width / 2
    // The edge that stays, and how far the caption reaches from it at least and at most.
    const isHeldLeft = isSharing ? isAtEnd : !isAtEnd
    const edge = isSharing
      ? middle + (isAtEnd ? CAPTION_INSET_PX : -CAPTION_INSET_PX)
      : isAtEnd
        ? right
        : left
    const least = isSharing ? Math.max(0, frame.width / 2 - 2 * CAPTION_INSET_PX) : 0
    const most = (isHeldLeft ? stage.width - edge : edge) - CAPTION_INSET_PX
    element.style.minWidth = `${least}px`
    element.style.maxWidth = `${Math.max(most, LEAST_CAPTION_PX)}px`
    element.style.justifyContent = isAtEnd ? 'flex-end' : 'flex-start'

    const floor = stage.height - (frame.width < NARROW_PX ? TOOLBAR_ROOM_PX : 0)
    const y = isBelow
      ? Math.min(frame.top + frame.height, floor) - CAPTION_INSET_PX
      : frame.top + CAPTION_INSET_PX
    element.style.transform = `translate(${edge}px, ${y}px) translate(${isHeldLeft ? '0' : '-100%'}, ${isBelow ? '-100%' : '0'})`
    const isShown = isAlone ? side === 'before' : state.mode !== 'blink' || state.blinkShows === side
    element.style.visibility = isShown ? 'visible' : 'hidden'
  }
}
