import { useGesture } from '@use-gesture/react'
import type { RefObject } from 'react'
import type { Point } from '../../../domain/transform.ts'
import type { PaneControl } from './pane-control.ts'

const WHEEL_ZOOM_PER_PX = 0.0015
const PINCH_WHEEL_ZOOM_PER_PX = 0.01

interface Handlers {
  /** A tap on the photo, in photo pixels. */
  place(point: Point): void
  /** A marker is dragged to a point of the photo; `gesture` is the same during one drag. */
  move(index: number, point: Point, gesture: string): void
  /** The head region is dragged by so many CSS pixels; `gesture` is the same during one drag. */
  moveRegion(dx: number, dy: number, gesture: string): void
  /** The pointer is over a point of the pane, or has left it. */
  point(at: Point | null): void
}

type DragMemo =
  | { readonly kind: 'pan' }
  | { readonly kind: 'region'; readonly gesture: string }
  | { readonly kind: 'marker'; readonly index: number; readonly grab: Point; readonly gesture: string }

/** Pointer, wheel and touch on one photo: tap places, drag on a marker moves it, drag beside it pans, wheel and pinch zoom. */
export function usePaneGestures(
  surface: RefObject<HTMLElement | null>,
  control: PaneControl,
  handlers: Handlers,
): void {
  const toPane = (x: number, y: number): Point => {
    const rect = surface.current?.getBoundingClientRect()
    return rect === undefined ? [x, y] : [x - rect.left, y - rect.top]
  }

  useGesture(
    {
      onDrag: ({ tap, first, pinching, cancel, event, xy, initial, delta: [dx, dy], memo }) => {
        if (pinching === true) {
          cancel()
          return memo
        }
        const marker = event.target instanceof Element ? event.target.closest('[data-marker]') : null
        const isOnRegion = event.target instanceof Element && event.target.closest('[data-region]') !== null
        if (tap) {
          const point = control.toPhoto(toPane(...xy))
          if (marker === null && !isOnRegion && point !== null) handlers.place(point)
          return memo
        }
        let drag = memo as DragMemo | undefined
        if (first || drag === undefined)
          drag = isOnRegion
            ? { kind: 'region', gesture: `drag ${event.timeStamp}` }
            : begin(marker, toPane(...initial), event.timeStamp)
        if (drag.kind === 'pan') {
          control.panBy(dx, dy)
          return drag
        }
        if (drag.kind === 'region') {
          handlers.moveRegion(dx, dy, drag.gesture)
          return drag
        }
        const [x, y] = toPane(...xy)
        const point = control.toPhoto([x - drag.grab[0], y - drag.grab[1]])
        if (point !== null) handlers.move(drag.index, point, drag.gesture)
        handlers.point([x - drag.grab[0], y - drag.grab[1]])
        return drag
      },
      onMove: ({ xy, dragging, event }) => {
        // A finger covers what a loupe would show, until it drags a marker.
        if (dragging === true || (event instanceof PointerEvent && event.pointerType === 'touch')) return
        handlers.point(toPane(...xy))
      },
      onHover: ({ hovering }) => {
        if (hovering !== true) handlers.point(null)
      },
      onWheel: ({ event, delta: [, dy] }) => {
        event.preventDefault()
        const perPx = event.ctrlKey ? PINCH_WHEEL_ZOOM_PER_PX : WHEEL_ZOOM_PER_PX
        control.zoomBy(Math.exp(-dy * perPx), toPane(event.clientX, event.clientY))
        handlers.point(toPane(event.clientX, event.clientY))
      },
      onPinch: ({ event, origin, da: [distance], memo, first }) => {
        // A touchpad's pinch is a wheel event and is served there.
        if (event.type === 'wheel') return memo
        const last = first ? distance : ((memo as number | undefined) ?? distance)
        if (last > 0) control.zoomBy(distance / last, toPane(...origin))
        return distance
      },
    },
    {
      target: surface,
      eventOptions: { passive: false },
      drag: { filterTaps: true, pointer: { keys: false } },
    },
  )

  function begin(marker: Element | null, start: Point, timeStamp: number): DragMemo {
    const index = Number(marker?.getAttribute('data-marker'))
    if (marker === null || !Number.isInteger(index)) return { kind: 'pan' }
    const rect = marker.getBoundingClientRect()
    const [x, y] = toPane(rect.left + rect.width / 2, rect.top + rect.height / 2)
    // Grabbed beside its middle, a marker must not jump.
    return { kind: 'marker', index, grab: [start[0] - x, start[1] - y], gesture: `drag ${timeStamp}` }
  }
}
