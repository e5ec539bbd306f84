import { applyTransform, composeTransforms, type Matrix3 } from '../transform.ts'
import { dividerShare } from './divider.ts'
import { intersectRects, type Rect, type Size } from './size.ts'
import { placeView, viewTransform } from './view.ts'
import type { ViewerState } from './viewer-state.ts'

/** Where one photo is drawn. */
export interface StageLayer {
  /** Photo pixels to stage pixels. */
  readonly transform: Matrix3
  /** The only part of the stage in which the photo is seen, in stage pixels. */
  readonly clip: Rect
  readonly opacity: number
  readonly isShown: boolean
}

/** Everything that is drawn, in CSS pixels of the stage. */
export interface StageLayout {
  readonly before: StageLayer
  readonly after: StageLayer
  readonly divider: {
    readonly isShown: boolean
    readonly positionPx: number
    /** How much of the visible picture lies before the divider, 0 to 1. */
    readonly share: number
  }
  /** The visible part of each photo's frame; its caption stands in a corner of it. */
  readonly beforeFrame: Rect
  readonly afterFrame: Rect
  /** CSS pixels a pixel of the before photo. */
  readonly scale: number
  /** CSS pixels a pixel of the after photo in its frame's middle. */
  readonly afterScale: number
}

/** The photos of a stage: upright full-size pixels, and the transform from the after photo to the before photo. */
export interface StagePhotos {
  readonly before: Size
  readonly after: Size
  readonly afterToBefore: Matrix3
  /** The part of the before photo that the after photo shows too; null where that is not known. */
  readonly common: Rect | null
}

/** The panes of a stage: twice all of it, or its two halves. */
export function stagePanes(
  state: Pick<ViewerState, 'mode' | 'orientation' | 'isSwapped'>,
  stage: Size,
): { readonly before: Rect; readonly after: Rect } {
  const whole: Rect = { left: 0, top: 0, ...stage }
  if (state.mode !== 'side-by-side') return { before: whole, after: whole }
  const isVertical = state.orientation === 'vertical'
  const width = isVertical ? stage.width / 2 : stage.width
  const height = isVertical ? stage.height : stage.height / 2
  const first: Rect = { left: 0, top: 0, width, height }
  const second: Rect = { left: stage.width - width, top: stage.height - height, width, height }
  return state.isSwapped ? { before: second, after: first } : { before: first, after: second }
}

/** What is shown of the before photo: what both show, or all of it. */
export function linkedFrame(
  state: Pick<ViewerState, 'mode' | 'isLinked' | 'isCropped'>,
  photos: StagePhotos,
): Rect {
  const isUnlinked = state.mode === 'side-by-side' && !state.isLinked
  if (state.isCropped && !isUnlinked && photos.common !== null) return photos.common
  return { left: 0, top: 0, width: photos.before.width, height: photos.before.height }
}

/** Where every part of the stage goes; pure, so that a pointer's move costs one call and a few style changes. */
export function layOutStage(state: ViewerState, photos: StagePhotos, stage: Size): StageLayout {
  const panes = stagePanes(state, stage)
  const shown = linkedFrame(state, photos)
  const view = placeView(state.view, shown, panes.before)
  const beforeTransform = viewTransform(view, panes.before)
  const isUnlinked = state.mode === 'side-by-side' && !state.isLinked
  const afterOwnView = placeView(state.afterView, photos.after, panes.after)
  const afterTransform = isUnlinked
    ? viewTransform(afterOwnView, panes.after)
    : composeTransforms(viewTransform(view, panes.after), photos.afterToBefore)
  const beforeFrame = intersectRects(frameOf(shown, beforeTransform), panes.before)
  // The after photo is seen within the before photo's frame only, so that both sides show the same piece of the head.
  const afterFrame = intersectRects(
    isUnlinked
      ? frameOf({ left: 0, top: 0, ...photos.after }, afterTransform)
      : frameOf(shown, viewTransform(view, panes.after)),
    panes.after,
  )

  const isVertical = state.orientation === 'vertical'
  const length = isVertical ? stage.width : stage.height
  const positionPx = state.divider * length
  const first = isVertical
    ? { ...stage, left: 0, top: 0, width: positionPx }
    : { ...stage, left: 0, top: 0, height: positionPx }
  const second = isVertical
    ? { left: positionPx, top: 0, width: stage.width - positionPx, height: stage.height }
    : { left: 0, top: positionPx, width: stage.width, height: stage.height - positionPx }
  const isWipe = state.mode === 'wipe' && !state.isBeforeHeld
  const beforeClip = isWipe ? intersectRects(beforeFrame, state.isSwapped ? second : first) : beforeFrame
  const afterClip = isWipe ? intersectRects(afterFrame, state.isSwapped ? first : second) : afterFrame
  const isBeforeAlone = state.isBeforeHeld && state.mode !== 'side-by-side'
  const isBlinkingAfter = state.mode === 'blink' && state.blinkShows === 'after'

  return {
    before: {
      transform: beforeTransform,
      clip: beforeClip,
      opacity: 1,
      isShown: isBeforeAlone || !isBlinkingAfter,
    },
    after: {
      transform: afterTransform,
      clip: afterClip,
      opacity: state.mode === 'overlay' ? state.opacity : 1,
      // A difference is drawn on the before photo.
      isShown: !isBeforeAlone && state.mode !== 'difference' && (state.mode !== 'blink' || isBlinkingAfter),
    },
    divider: { isShown: isWipe, positionPx, share: dividerShare(state, beforeFrame, stage) },
    beforeFrame,
    afterFrame,
    scale: view.scale,
    afterScale: isUnlinked ? afterOwnView.scale : view.scale * localScale(photos.afterToBefore, photos.after),
  }
}

/** Where a rectangle of a photo lies on the stage; `transform` only scales and shifts. */
function frameOf({ left, top, width, height }: Rect, transform: Matrix3): Rect {
  const scale = transform[0]
  return {
    left: transform[2] + left * scale,
    top: transform[5] + top * scale,
    width: width * scale,
    height: height * scale,
  }
}

/** How much a transform enlarges in the middle of the photo. */
function localScale(transform: Matrix3, photo: Size): number {
  const x = photo.width / 2
  const y = photo.height / 2
  const [ax, ay] = applyTransform(transform, [x, y])
  const [bx, by] = applyTransform(transform, [x + 1, y])
  return Math.hypot(bx - ax, by - ay)
}
