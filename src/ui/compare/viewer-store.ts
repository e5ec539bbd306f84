import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { INITIAL_VIEWER_STATE, type ViewerState } from '../../domain/viewer/viewer-state.ts'

/** What stands behind the photos: dark, the usual grey, a middle grey to judge tone by, and paper white. */
export const BACKDROPS = ['#1c1c1c', '#333333', '#777777', '#ffffff'] as const
export type Backdrop = (typeof BACKDROPS)[number]

/** The viewer's state with what belongs to the window rather than to the photos. */
export interface ViewerStoreState extends ViewerState {
  readonly backdrop: Backdrop
  /** True while the blink changes sides by itself. */
  readonly isBlinking: boolean
  /** Client and view whose photos are shown; another subject begins with the whole photo again. */
  readonly subject: string | null
}

/**
 * One state for every mode. It outlives the screen, so that the way to the alignment and back loses neither mode nor
 * zoom. The stage listens to it without React; components select only what seldom changes.
 */
export const viewerStore = createStore<ViewerStoreState>()(() => ({
  ...INITIAL_VIEWER_STATE,
  backdrop: '#333333',
  isBlinking: false,
  subject: null,
}))

/** Re-renders when the selected part changes; never select the view or the divider, which change at every frame. */
export function useViewer<T>(select: (state: ViewerStoreState) => T): T {
  return useStore(viewerStore, select)
}

/** Begins anew where another client or another view is opened; mode, orientation and backdrop stay. */
export function openSubject(subject: string): void {
  if (viewerStore.getState().subject === subject) return
  viewerStore.setState({
    subject,
    divider: INITIAL_VIEWER_STATE.divider,
    view: INITIAL_VIEWER_STATE.view,
    afterView: INITIAL_VIEWER_STATE.afterView,
    isSwapped: false,
    isBeforeHeld: false,
    blinkShows: 'before',
  })
}
