import { useGesture } from '@use-gesture/react'
import type { RefObject } from 'react'
import type { Point } from '../../../domain/transform.ts'
import { viewerStore } from '../viewer-store.ts'
import type { StageControl } from './stage-control.ts'

/** How much a wheel's notch of 100 zooms: e to this power. */
const WHEEL_ZOOM_PER_PX = 0.0015
/** A touchpad's pinch arrives as a wheel of small steps with Ctrl. */
const PINCH_WHEEL_ZOOM_PER_PX = 0.01

type DragMemo =
  | { readonly kind: 'divider'; readonly grabPx: number; readonly origin: Point }
  | { readonly kind: 'pan'; readonly start: Point }

/** Pointer, wheel and touch on the stage: drag the divider or the photo, zoom at the cursor, pinch. */
export function useStageGestures(surface: RefObject<HTMLElement | null>, control: StageControl): void {
  const toStage = (x: number, y: number): Point => {
    const rect = surface.current?.getBoundingClientRect()
    return rect === undefined ? [x, y] : [x - rect.left, y - rect.top]
  }

  useGesture(
    {
      onDrag: ({ first, delta: [dx, dy], xy: [x, y], initial, event, memo, pinching, cancel, tap }) => {
        if (pinching === true || tap) {
          if (pinching === true) cancel()
          return memo
        }
        let drag = memo as DragMemo | undefined
        if (first || drag === undefined) drag = beginDrag(event.target, toStage(...initial))
        if (drag.kind === 'divider') {
          const isVertical = viewerStore.getState().orientation === 'vertical'
          const pointerPx = isVertical ? x - drag.origin[0] : y - drag.origin[1]
          control.dragDividerTo(pointerPx - drag.grabPx)
        } else {
          control.panBy(dx, dy, drag.start)
        }
        return drag
      },
      onWheel: ({ event, delta: [, dy] }) => {
        event.preventDefault()
        const perPx = event.ctrlKey ? PINCH_WHEEL_ZOOM_PER_PX : WHEEL_ZOOM_PER_PX
        control.zoomBy(Math.exp(-dy * perPx), toStage(event.clientX, event.clientY))
      },
      onPinch: ({ event, origin: [x, y], da: [distance], memo, first }) => {
        // A touchpad's pinch is a wheel event and is served there.
        if (event.type === 'wheel') return memo
        const last = first ? distance : ((memo as number | undefined) ?? distance)
        if (last > 0) control.zoomBy(distance / last, toStage(x, y))
        return distance
      },
    },
    {
      target: surface,
      eventOptions: { passive: false },
      // Arrow keys belong to the slider and to panning by steps, not to a drag.
      drag: { filterTaps: true, pointer: { keys: false } },
    },
  )

  function beginDrag(eventTarget: EventTarget | null, start: Point): DragMemo {
    const divider = eventTarget instanceof Element ? eventTarget.closest('[data-divider]') : null
    if (divider === null) return { kind: 'pan', start }
    const rect = surface.current?.getBoundingClientRect()
    const { orientation, divider: share } = viewerStore.getState()
    const isVertical = orientation === 'vertical'
    const dividerPx = share * (isVertical ? (rect?.width ?? 0) : (rect?.height ?? 0))
    // Grabbed beside its middle, the divider keeps that distance instead of jumping under the pointer.
    return {
      kind: 'divider',
      grabPx: (isVertical ? start[0] : start[1]) - dividerPx,
      origin: [rect?.left ?? 0, rect?.top ?? 0],
    }
  }
}
