import type { Point } from '../transform.ts'

/** Width and height: of a photo in its upright full-size pixels, or of a pane in CSS pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** An upright rectangle, in the pixels of whatever it lies in. */
export interface Rect extends Size {
  readonly left: number
  readonly top: number
}

/** What is shown of a photo, in its pixels; without a corner it begins at the photo's own. */
export type Frame = Size & { readonly left?: number; readonly top?: number }

/** The part that two rectangles share; of width or height 0 where they share nothing. */
export function intersectRects(a: Rect, b: Rect): Rect {
  const left = Math.max(a.left, b.left)
  const top = Math.max(a.top, b.top)
  return {
    left,
    top,
    width: Math.max(0, Math.min(a.left + a.width, b.left + b.width) - left),
    height: Math.max(0, Math.min(a.top + a.height, b.top + b.height) - top),
  }
}

/** The middle of a rectangle. */
export function rectCentre(rect: Rect): Point {
  return [rect.left + rect.width / 2, rect.top + rect.height / 2]
}
