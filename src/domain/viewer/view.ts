import type { Matrix3, Point } from '../transform.ts'
import type { Frame, Rect, Size } from './size.ts'
import type { ViewerView } from './viewer-state.ts'

/** Room between a fitted photo and the pane's edge, in CSS pixels. */
const FIT_MARGIN_PX = 16
/** A photo pixel is never shown larger than this many device pixels. */
const LARGEST_ZOOM = 8

/** A view whose centre and scale are known. */
export interface PlacedView {
  readonly centre: Point
  readonly scale: number
}

// `photo` below is the frame that is shown: all of a photo, or the part of it that counts.

/** The scale, in CSS pixels a photo pixel, at which the whole photo fits into the pane. */
export function fitScale(photo: Size, pane: Size): number {
  const width = Math.max(1, pane.width - 2 * FIT_MARGIN_PX)
  const height = Math.max(1, pane.height - 2 * FIT_MARGIN_PX)
  return Math.min(width / photo.width, height / photo.height)
}

/** Centre and scale of a view in a pane of this size. */
export function placeView(view: ViewerView, photo: Frame, pane: Size): PlacedView {
  if (view.kind === 'at') return view
  return { centre: frameCentre(photo), scale: fitScale(photo, pane) }
}

/** Maps the photo's pixels to the pixels of the stage in which the pane lies. */
export function viewTransform({ centre, scale }: PlacedView, pane: Rect): Matrix3 {
  return [
    scale,
    0,
    pane.left + pane.width / 2 - centre[0] * scale,
    0,
    scale,
    pane.top + pane.height / 2 - centre[1] * scale,
    0,
    0,
    1,
  ]
}

/**
 * Zooms by a factor and keeps the photo's point under `at` (stage pixels) where it is.
 * Zooming out ends at the fitted photo; zooming in ends at 8 device pixels a photo pixel.
 */
export function zoomView(
  view: ViewerView,
  change: {
    readonly factor: number
    readonly at: Point
    readonly photo: Frame
    readonly pane: Rect
    readonly devicePixelRatio: number
  },
): ViewerView {
  const { factor, at, photo, pane, devicePixelRatio } = change
  const { centre, scale } = placeView(view, photo, pane)
  const smallest = fitScale(photo, pane)
  const largest = Math.max(smallest, LARGEST_ZOOM / devicePixelRatio)
  const wanted = scale * factor
  // Only a way out leads to the fitted photo: where the pane grew, a zoom in must not jump to it.
  if (wanted <= smallest && factor <= 1) return { kind: 'fit' }
  const next = Math.min(largest, Math.max(smallest, wanted))
  const offsetX = at[0] - (pane.left + pane.width / 2)
  const offsetY = at[1] - (pane.top + pane.height / 2)
  return keepInSight(
    {
      centre: [centre[0] + offsetX / scale - offsetX / next, centre[1] + offsetY / scale - offsetY / next],
      scale: next,
    },
    photo,
  )
}

/** Moves the photo by so many CSS pixels; its middle line never leaves the pane's, so that it cannot be lost. */
export function panView(
  view: ViewerView,
  change: { readonly dx: number; readonly dy: number; readonly photo: Frame; readonly pane: Rect },
): ViewerView {
  const { centre, scale } = placeView(view, change.photo, change.pane)
  return keepInSight(
    { centre: [centre[0] - change.dx / scale, centre[1] - change.dy / scale], scale },
    change.photo,
  )
}

/** Shows a photo pixel as a device pixel, around the photo's point under `at`. */
export function actualSizeView(
  view: ViewerView,
  change: {
    readonly at: Point
    readonly photo: Frame
    readonly pane: Rect
    readonly devicePixelRatio: number
  },
): ViewerView {
  const { scale } = placeView(view, change.photo, change.pane)
  const factor = 1 / change.devicePixelRatio / scale
  const zoomed = zoomView(view, { ...change, factor })
  // A photo smaller than the pane is shown at 100 % too, although it would fit larger.
  if (zoomed.kind === 'at') return zoomed
  return {
    kind: 'at',
    centre: frameCentre(change.photo),
    scale: 1 / change.devicePixelRatio,
  }
}

/** The same view on another photo of the same thing: the same share of its width, at the same size on the screen. */
export function carryView(view: ViewerView, from: Size, to: Size): ViewerView {
  if (view.kind === 'fit') return view
  const factor = to.width / from.width
  return keepInSight(
    { centre: [view.centre[0] * factor, view.centre[1] * factor], scale: view.scale / factor },
    to,
  )
}

/** How large the photo is shown, in percent of its own pixels on this screen. */
export function zoomPercent(scale: number, devicePixelRatio: number): number {
  return Math.round(scale * devicePixelRatio * 100)
}

function frameCentre({ left = 0, top = 0, width, height }: Frame): Point {
  return [left + width / 2, top + height / 2]
}

function keepInSight({ centre, scale }: PlacedView, { left = 0, top = 0, width, height }: Frame): ViewerView {
  return {
    kind: 'at',
    centre: [
      Math.min(left + width, Math.max(left, centre[0])),
      Math.min(top + height, Math.max(top, centre[1])),
    ],
    scale,
  }
}
