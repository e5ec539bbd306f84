import type { Point } from '../../../domain/transform.ts'
import { dividerForShare } from '../../../domain/viewer/divider.ts'
import {
  layOutStage,
  linkedFrame,
  stagePanes,
  type StagePhotos,
} from '../../../domain/viewer/lay-out-stage.ts'
import { rectCentre, type Frame, type Rect, type Size } from '../../../domain/viewer/size.ts'
import { actualSizeView, panView, zoomView } from '../../../domain/viewer/view.ts'
import type { ViewerMode } from '../../../domain/viewer/viewer-state.ts'
import { viewerStore } from '../viewer-store.ts'

/** What the stage shows and how large it is just now. */
export interface StageGeometry {
  readonly photos: StagePhotos
  readonly stage: Size
}

/** Everything a pointer, a key or a button can do to the stage. */
export interface StageControl {
  /** Tells what is shown now; null when nothing is any more. */
  setGeometry(geometry: StageGeometry | null): void
  /** Zooms around a point of the stage, or around the middle of the pane. */
  zoomBy(factor: number, at?: Point): void
  panBy(dx: number, dy: number, at?: Point): void
  fit(): void
  /** One photo pixel a device pixel, around a point of the stage or the middle. */
  actualSize(at?: Point): void
  /** From the fitted photo to 100 % and back. */
  toggleFit(at: Point): void
  /** Puts the divider at a place of the stage, in CSS pixels from its left or top edge. */
  dragDividerTo(positionPx: number): void
  /** Puts the divider at a share of the visible picture. */
  setDividerShare(share: number): void
  moveDividerShare(step: number): void
  setMode(mode: ViewerMode): void
  toggleBlink(): void
  toggleDifference(): void
  toggleOrientation(): void
  swap(): void
  toggleLinked(): void
  toggleCropped(): void
  holdBefore(isHeld: boolean): void
}

/** Turns wishes into changes of the viewer's state; they do nothing while no geometry is known. */
export function createStageControl(): StageControl {
  const { getState, setState } = viewerStore
  let current: StageGeometry | null = null
  const geometry = (): StageGeometry | null => current
  let modeBefore: ViewerMode = 'wipe'

  /** Which view a point belongs to, and where that point lies in the pane of that view. */
  const target = (
    now: StageGeometry,
    at: Point | undefined,
  ): {
    readonly key: 'view' | 'afterView'
    readonly photo: Frame
    readonly pane: Rect
    readonly at: Point
  } => {
    const state = getState()
    const panes = stagePanes(state, now.stage)
    const point = at ?? rectCentre(panes.before)
    const isOverAfter = state.mode === 'side-by-side' && isInside(panes.after, point)
    if (isOverAfter && !state.isLinked) {
      return { key: 'afterView', photo: now.photos.after, pane: panes.after, at: point }
    }
    const shift: Point = isOverAfter
      ? [panes.before.left - panes.after.left, panes.before.top - panes.after.top]
      : [0, 0]
    return {
      key: 'view',
      photo: linkedFrame(state, now.photos),
      pane: panes.before,
      at: [point[0] + shift[0], point[1] + shift[1]],
    }
  }

  const control: StageControl = {
    setGeometry: (next) => {
      current = next
    },
    zoomBy: (factor, at) => {
      const now = geometry()
      if (now === null) return
      const { key, ...rest } = target(now, at)
      setState({ [key]: zoomView(getState()[key], { ...rest, factor, devicePixelRatio }) })
    },
    panBy: (dx, dy, at) => {
      const now = geometry()
      if (now === null) return
      const { key, photo, pane } = target(now, at)
      setState({ [key]: panView(getState()[key], { dx, dy, photo, pane }) })
    },
    fit: () => setState({ view: { kind: 'fit' }, afterView: { kind: 'fit' } }),
    actualSize: (at) => {
      const now = geometry()
      if (now === null) return
      const { key, ...rest } = target(now, at)
      setState({ [key]: actualSizeView(getState()[key], { ...rest, devicePixelRatio }) })
    },
    toggleFit: (at) => {
      const now = geometry()
      if (now === null) return
      const { key } = target(now, at)
      if (getState()[key].kind === 'fit') control.actualSize(at)
      else setState({ [key]: { kind: 'fit' } })
    },
    dragDividerTo: (positionPx) => {
      const now = geometry()
      if (now === null) return
      const length = getState().orientation === 'vertical' ? now.stage.width : now.stage.height
      setState({ divider: Math.min(1, Math.max(0, positionPx / length)) })
    },
    setDividerShare: (share) => {
      const now = geometry()
      if (now === null) return
      const state = getState()
      const { beforeFrame } = layOutStage(state, now.photos, now.stage)
      setState({ divider: dividerForShare(state, share, beforeFrame, now.stage) })
    },
    moveDividerShare: (step) => {
      const now = geometry()
      if (now === null) return
      const { divider } = layOutStage(getState(), now.photos, now.stage)
      control.setDividerShare(divider.share + step)
    },
    setMode: (mode) => {
      const { mode: old } = getState()
      if (old !== 'blink' && old !== 'difference') modeBefore = old
      // Blinking by itself is motion: it starts only where the person has not asked for less of it.
      setState({ mode, blinkShows: 'before', isBlinking: mode === 'blink' && !prefersReducedMotion() })
    },
    toggleBlink: () => control.setMode(getState().mode === 'blink' ? modeBefore : 'blink'),
    toggleDifference: () => control.setMode(getState().mode === 'difference' ? modeBefore : 'difference'),
    toggleOrientation: () =>
      setState({ orientation: getState().orientation === 'vertical' ? 'horizontal' : 'vertical' }),
    swap: () => setState({ isSwapped: !getState().isSwapped }),
    toggleLinked: () => {
      const { isLinked, mode } = getState()
      if (isLinked && mode !== 'side-by-side')
        setState({ mode: 'side-by-side', isLinked: false, isBlinking: false })
      else setState({ isLinked: !isLinked })
    },
    toggleCropped: () => setState({ isCropped: !getState().isCropped }),
    holdBefore: (isHeld) => {
      if (getState().isBeforeHeld !== isHeld) setState({ isBeforeHeld: isHeld })
    },
  }
  return control
}

function isInside(rect: Rect, [x, y]: Point): boolean {
  return x >= rect.left && y >= rect.top && x < rect.left + rect.width && y < rect.top + rect.height
}

function prefersReducedMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}
