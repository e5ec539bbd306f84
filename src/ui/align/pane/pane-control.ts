import { applyTransform, invertTransform, type Matrix3, type Point } from '../../../domain/transform.ts'
import { rectCentre, type Rect, type Size } from '../../../domain/viewer/size.ts'
import { actualSizeView, panView, placeView, viewTransform, zoomView } from '../../../domain/viewer/view.ts'
import type { ViewerView } from '../../../domain/viewer/viewer-state.ts'

/** One photo's own zoom and pan, outside of React, so that a gesture costs no render. */
export interface PaneControl {
  /** The pane's size in CSS pixels and the photo in it. */
  setGeometry(photo: Size, pane: Size): void
  /** Photo pixels to pane pixels; null while the pane has no size. */
  transform(): Matrix3 | null
  /** CSS pixels a photo pixel. */
  scale(): number
  /** The photo's point under a point of the pane. */
  toPhoto(point: Point): Point | null
  /** The photo's point in the middle of the pane. */
  centre(): Point | null
  zoomBy(factor: number, at?: Point): void
  panBy(dx: number, dy: number): void
  fit(): void
  actualSize(): void
  /** Moves a point of the photo into the middle, without changing the zoom. */
  centreOn(point: Point): void
  subscribe(listener: () => void): () => void
}

/** Makes the zoom and pan of one photo; it begins with the whole photo. */
export function createPaneControl(): PaneControl {
  let view: ViewerView = { kind: 'fit' }
  let photo: Size = { width: 1, height: 1 }
  let pane: Rect = { left: 0, top: 0, width: 0, height: 0 }
  const listeners = new Set<() => void>()
  const show = (next: ViewerView): void => {
    view = next
    for (const listener of listeners) listener()
  }
  const transform = (): Matrix3 | null =>
    pane.width === 0 ? null : viewTransform(placeView(view, photo, pane), pane)
  const toPhoto = (point: Point): Point | null => {
    const now = transform()
    return now === null ? null : applyTransform(invertTransform(now), point)
  }

  return {
    setGeometry: (nextPhoto, { width, height }) => {
      photo = nextPhoto
      pane = { left: 0, top: 0, width, height }
      show(view)
    },
    transform,
    scale: () => placeView(view, photo, pane).scale,
    toPhoto,
    centre: () => toPhoto(rectCentre(pane)),
    zoomBy: (factor, at = rectCentre(pane)) =>
      show(zoomView(view, { factor, at, photo, pane, devicePixelRatio })),
    panBy: (dx, dy) => show(panView(view, { dx, dy, photo, pane })),
    fit: () => show({ kind: 'fit' }),
    actualSize: () => show(actualSizeView(view, { at: rectCentre(pane), photo, pane, devicePixelRatio })),
    centreOn: (point) => {
      // A photo that is seen whole stays so: there is nothing to look for.
      if (view.kind === 'at') show({ ...view, centre: point })
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
