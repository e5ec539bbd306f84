import {
  useEffect,
  useRef,
  useState,
  type Dispatch,
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  type SetStateAction,
} from 'react'
import type { RegionAction, RegionDraft } from '../../../domain/fade-chart/region-draft.ts'
import { applyTransform, type Matrix3, type Point } from '../../../domain/transform.ts'
import type { Rect, Size } from '../../../domain/viewer/size.ts'
import { panView } from '../../../domain/viewer/view.ts'
import type { ViewerView } from '../../../domain/viewer/viewer-state.ts'
import type { RegionTool } from './region-stage.tsx'

/** A press that moves less than this is a click. */
const CLICK_SLACK_PX = 4
/** A second click this near to the last corner closes the outline, as a double click does elsewhere. */
const SAME_PLACE_PX = 6
const WHEEL_ZOOM_PER_PX = 0.0015

interface Options {
  readonly surface: RefObject<HTMLElement | null>
  readonly draft: RegionDraft
  readonly tool: RegionTool
  readonly photo: Size
  readonly pane: Rect
  /** Photo pixels to stage pixels. */
  readonly transform: Matrix3
  readonly toPhoto: (stage: Point) => Point
  readonly dispatch: Dispatch<RegionAction>
  readonly close: () => void
  readonly setView: Dispatch<SetStateAction<ViewerView>>
  readonly zoomBy: (factor: number, at: Point) => void
  /** The pointer is used, no longer the keyboard. */
  readonly onUse: () => void
}

/** What lies under the pointer; the drawing says so in data attributes. */
type Target =
  | { readonly kind: 'first' }
  | { readonly kind: 'corner'; readonly outline: number; readonly corner: number }
  | { readonly kind: 'side'; readonly outline: number; readonly after: number }
  | { readonly kind: 'outline'; readonly outline: number }
  | { readonly kind: 'photo' }

interface Press {
  readonly target: Target
  readonly start: Point
  readonly last: Point
  readonly hasMoved: boolean
  /** The corner that is dragged, once a side has got one. */
  readonly dragged: { readonly outline: number; readonly corner: number } | null
  readonly gesture: string
}

/** Pointer and wheel on the region stage: click to add or choose, drag corners, drag the photo, zoom at the cursor. */
export function useRegionPointer(options: Options) {
  const { surface, draft, tool, transform, toPhoto, dispatch, zoomBy } = options
  const press = useRef<Press | null>(null)
  /** Fingers on the photo; two of them zoom. */
  const fingers = useRef(new Map<number, Point>())
  const [cursor, setCursor] = useState<Point | null>(null)

  const toStage = (event: { readonly clientX: number; readonly clientY: number }): Point => {
    const rect = surface.current?.getBoundingClientRect()
    return [event.clientX - (rect?.left ?? 0), event.clientY - (rect?.top ?? 0)]
  }

  // React listens to wheels passively; zooming must keep the page from scrolling.
  useEffect(() => {
    const element = surface.current
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      zoomBy(Math.exp(-event.deltaY * (event.ctrlKey ? 6 : 1) * WHEEL_ZOOM_PER_PX), toStage(event))
    }
    element?.addEventListener('wheel', onWheel, { passive: false })
    return () => element?.removeEventListener('wheel', onWheel)
  })

  const onPointerDown = (event: ReactPointerEvent): void => {
    if (event.button !== 0) return
    options.onUse()
    const start = toStage(event)
    fingers.current.set(event.pointerId, start)
    surface.current?.setPointerCapture(event.pointerId)
    if (fingers.current.size > 1) {
      // A second finger turns a drag into a pinch; nothing is drawn by it.
      press.current = null
      return
    }
    const target = targetOf(event.target)
    press.current = {
      target,
      start,
      last: start,
      hasMoved: false,
      dragged: target.kind === 'corner' ? target : null,
      gesture: `drag ${event.timeStamp}`,
    }
  }

  const onPointerMove = (event: ReactPointerEvent): void => {
    const at = toStage(event)
    const before = [...fingers.current.values()]
    if (fingers.current.has(event.pointerId)) fingers.current.set(event.pointerId, at)
    if (before.length === 2) {
      pinch(before, [...fingers.current.values()])
      return
    }
    const now = press.current
    if (now === null) {
      if (draft.open !== null) setCursor(toPhoto(at))
      return
    }
    const hasMoved = now.hasMoved || Math.hypot(at[0] - now.start[0], at[1] - now.start[1]) > CLICK_SLACK_PX
    if (!hasMoved) return
    let { dragged } = now
    if (dragged === null && now.target.kind === 'side') {
      const { outline, after } = now.target
      dispatch({ kind: 'insert-corner', outline, after, point: toPhoto(at) })
      dragged = { outline, corner: after + 1 }
    } else if (dragged !== null) {
      const { outline, corner } = dragged
      dispatch({ kind: 'move-corner', outline, corner, point: toPhoto(at), gesture: now.gesture })
    } else {
      const [dx, dy] = [at[0] - now.last[0], at[1] - now.last[1]]
      options.setView((view) => panView(view, { dx, dy, photo: options.photo, pane: options.pane }))
    }
    press.current = { ...now, hasMoved, last: at, dragged }
  }

  const onPointerUp = (event: ReactPointerEvent): void => {
    fingers.current.delete(event.pointerId)
    const now = press.current
    press.current = null
    if (now !== null && !now.hasMoved) click(now)
  }

  const onPointerCancel = (event: ReactPointerEvent): void => {
    fingers.current.delete(event.pointerId)
    press.current = null
  }

  /** Zooms by the ratio of two fingers' distances, around their middle. */
  function pinch(before: readonly Point[], now: readonly Point[]): void {
    const [a, b] = now
    if (a === undefined || b === undefined) return
    const factor = distanceOf(now) / Math.max(1, distanceOf(before))
    zoomBy(factor, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2])
  }

  function click({ target, start }: Press): void {
    const last = draft.open?.points.at(-1)
    const isOnLast = last !== undefined && isNear(applyTransform(transform, last), start)
    if (target.kind === 'first' || isOnLast) {
      options.close()
      return
    }
    if (target.kind === 'corner') {
      dispatch({ kind: 'select', selection: { outline: target.outline, corner: target.corner } })
    } else if (tool !== 'adjust') {
      dispatch({ kind: 'add-corner', region: tool, point: toPhoto(start) })
      setCursor(toPhoto(start))
    } else if (target.kind === 'outline' || target.kind === 'side') {
      dispatch({ kind: 'select', selection: { outline: target.outline, corner: null } })
    } else dispatch({ kind: 'select', selection: null })
  }

  return {
    /** Where the pointer is, in photo pixels, for the line to the next corner. */
    cursor: draft.open === null ? null : cursor,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel },
  }
}

function distanceOf([a, b]: readonly Point[]): number {
  return a === undefined || b === undefined ? 0 : Math.hypot(a[0] - b[0], a[1] - b[1])
}

function isNear(a: Point, b: Point): boolean {
  return Math.hypot(a[0] - b[0], a[1] - b[1]) <= SAME_PLACE_PX
}

function targetOf(element: EventTarget | null): Target {
  const data = element instanceof SVGElement ? element.dataset : {}
  const outline = Number(data['outline'])
  switch (data['target']) {
    case 'first':
      return { kind: 'first' }
    case 'corner':
      return { kind: 'corner', outline, corner: Number(data['corner']) }
    case 'side':
      return { kind: 'side', outline, after: Number(data['corner']) }
    case 'outline':
      return { kind: 'outline', outline }
    default:
      return { kind: 'photo' }
  }
}
