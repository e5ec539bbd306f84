import { describe, expect, it } from 'vitest'
import { applyTransform, type Point } from '../../../src/domain/transform.ts'
import type { Rect } from '../../../src/domain/viewer/size.ts'
import {
  actualSizeView,
  carryView,
  fitScale,
  panView,
  placeView,
  viewTransform,
  zoomPercent,
  zoomView,
} from '../../../src/domain/viewer/view.ts'
import type { ViewerView } from '../../../src/domain/viewer/viewer-state.ts'

const photo = { width: 4000, height: 3000 }
const pane: Rect = { left: 100, top: 50, width: 1032, height: 832 }
const fit: ViewerView = { kind: 'fit' }

/** The photo's point under a point of the stage. */
function photoPointAt(view: ViewerView, at: Point): Point {
  const { centre, scale } = placeView(view, photo, pane)
  return [
    centre[0] + (at[0] - pane.left - pane.width / 2) / scale,
    centre[1] + (at[1] - pane.top - pane.height / 2) / scale,
  ]
}

describe('a view of a photo', () => {
  it('fits the whole photo into the pane with a margin', () => {
    expect(fitScale(photo, pane)).toBe(0.25)
    const transform = viewTransform(placeView(fit, photo, pane), pane)
    expect(applyTransform(transform, [0, 0])).toEqual([116, 91])
    expect(applyTransform(transform, [4000, 3000])).toEqual([1116, 841])
  })

  it('keeps the point under the cursor where it is while zooming', () => {
    const at: Point = [300, 700]
    const zoomed = zoomView(fit, { factor: 2.5, at, photo, pane, devicePixelRatio: 1 })
    const before = photoPointAt(fit, at)
    const after = photoPointAt(zoomed, at)
    expect(after[0]).toBeCloseTo(before[0], 6)
    expect(after[1]).toBeCloseTo(before[1], 6)
    expect(placeView(zoomed, photo, pane).scale).toBeCloseTo(0.625, 9)
  })

  it('becomes the fitted view again where it is zoomed out as far', () => {
    const zoomed = zoomView(fit, { factor: 3, at: [300, 300], photo, pane, devicePixelRatio: 1 })
    expect(zoomView(zoomed, { factor: 0.3, at: [900, 600], photo, pane, devicePixelRatio: 1 })).toEqual(fit)
  })

  it('goes no further in than eight device pixels a photo pixel', () => {
    const zoomed = zoomView(fit, { factor: 1e6, at: [616, 466], photo, pane, devicePixelRatio: 2 })
    expect(placeView(zoomed, photo, pane).scale).toBe(4)
  })

  it('follows the pointer when panned', () => {
    const start: ViewerView = { kind: 'at', centre: [2000, 1500], scale: 0.5 }
    expect(panView(start, { dx: 100, dy: -50, photo, pane })).toEqual({
      kind: 'at',
      centre: [1800, 1600],
      scale: 0.5,
    })
  })

  it('cannot be panned until the photo is lost', () => {
    const start: ViewerView = { kind: 'at', centre: [2000, 1500], scale: 0.5 }
    expect(panView(start, { dx: 1e6, dy: -1e6, photo, pane })).toEqual({
      kind: 'at',
      centre: [0, 3000],
      scale: 0.5,
    })
  })

  it('shows a photo pixel as a device pixel at 100 %, around the chosen point', () => {
    const at: Point = [400, 300]
    const actual = actualSizeView(fit, { at, photo, pane, devicePixelRatio: 2 })
    expect(placeView(actual, photo, pane).scale).toBeCloseTo(0.5, 12)
    expect(photoPointAt(actual, at)[0]).toBeCloseTo(photoPointAt(fit, at)[0], 6)
    expect(zoomPercent(0.5, 2)).toBe(100)
  })

  it('shows a small photo at 100 % although it would fit larger', () => {
    const small = { width: 200, height: 100 }
    expect(actualSizeView(fit, { at: [0, 0], photo: small, pane, devicePixelRatio: 1 })).toEqual({
      kind: 'at',
      centre: [100, 50],
      scale: 1,
    })
  })

  it('shows the same share of another photo at the same size', () => {
    const view: ViewerView = { kind: 'at', centre: [1000, 600], scale: 0.5 }
    expect(carryView(view, photo, { width: 2000, height: 1500 })).toEqual({
      kind: 'at',
      centre: [500, 300],
      scale: 1,
    })
  })
})
