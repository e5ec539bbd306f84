import { assertNever } from '../../contract/errors.ts'
import type { Point } from '../transform.ts'

/** Which of the two photos. */
export type Side = 'before' | 'after'

/** One point of the scalp, marked in one photo or in both; upright full-size pixels. */
export interface Landmark {
  readonly before: Point | null
  readonly after: Point | null
}

/** A landmark marked in both photos. */
export interface LandmarkPair {
  readonly before: Point
  readonly after: Point
}

export interface LandmarkSelection {
  readonly index: number
  readonly side: Side
}

/** The landmarks of a pair while a person places them, with what undo and redo need. */
export interface LandmarkEditing {
  readonly landmarks: readonly Landmark[]
  readonly selection: LandmarkSelection | null
  readonly past: readonly (readonly Landmark[])[]
  readonly future: readonly (readonly Landmark[])[]
  /** The drag or run of arrow keys that made the last change: it is undone as one. */
  readonly gesture: string | null
}

export type LandmarkAction =
  | { readonly kind: 'place'; readonly side: Side; readonly point: Point }
  | {
      readonly kind: 'move'
      readonly selection: LandmarkSelection
      readonly point: Point
      readonly gesture: string
    }
  | { readonly kind: 'select'; readonly selection: LandmarkSelection | null }
  | { readonly kind: 'remove'; readonly index: number }
  | { readonly kind: 'clear' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }

/** More points than this make a person's work no better. */
export const MOST_LANDMARKS = 20

/** Starts with the points that a person placed earlier, or with none. */
export function startLandmarkEditing(pairs: readonly LandmarkPair[]): LandmarkEditing {
  return { landmarks: pairs, selection: null, past: [], future: [], gesture: null }
}

/** Applies one action; the same object comes back where nothing changes. */
export function editLandmarks(state: LandmarkEditing, action: LandmarkAction): LandmarkEditing {
  switch (action.kind) {
    case 'place':
      return place(state, action.side, action.point)
    case 'move': {
      const { selection, point, gesture } = action
      const landmark = state.landmarks[selection.index]
      if (landmark === undefined) return state
      const landmarks = state.landmarks.with(selection.index, { ...landmark, [selection.side]: point })
      // All steps of one drag share one entry, so that undo goes back to where the drag began.
      if (gesture === state.gesture) return { ...state, landmarks, selection, future: [] }
      return { ...changed(state, landmarks), selection, gesture }
    }
    case 'select':
      return { ...state, selection: action.selection, gesture: null }
    case 'remove':
      if (state.landmarks[action.index] === undefined) return state
      return { ...changed(state, state.landmarks.toSpliced(action.index, 1)), selection: null }
    case 'clear':
      return state.landmarks.length === 0 ? state : { ...changed(state, []), selection: null }
    case 'undo': {
      const landmarks = state.past.at(-1)
      if (landmarks === undefined) return state
      return {
        landmarks,
        selection: stillThere(state.selection, landmarks),
        past: state.past.slice(0, -1),
        future: [...state.future, state.landmarks],
        gesture: null,
      }
    }
    case 'redo': {
      const landmarks = state.future.at(-1)
      if (landmarks === undefined) return state
      return {
        landmarks,
        selection: stillThere(state.selection, landmarks),
        past: [...state.past, state.landmarks],
        future: state.future.slice(0, -1),
        gesture: null,
      }
    }
    default:
      return assertNever(action)
  }
}

/** The landmarks that are marked in both photos. */
export function completeLandmarks(landmarks: readonly Landmark[]): readonly LandmarkPair[] {
  return landmarks.flatMap(({ before, after }) =>
    before === null || after === null ? [] : [{ before, after }],
  )
}

/** The next or previous placed point, before and after of a landmark in turn; null where there is none in that direction. */
export function neighbourOf(
  landmarks: readonly Landmark[],
  selection: LandmarkSelection | null,
  step: 1 | -1,
): LandmarkSelection | null {
  const placed = landmarks.flatMap((landmark, index) =>
    (['before', 'after'] as const).flatMap((side) => (landmark[side] === null ? [] : [{ index, side }])),
  )
  if (selection === null) return placed.at(step === 1 ? 0 : -1) ?? null
  const at = placed.findIndex(({ index, side }) => index === selection.index && side === selection.side)
  return placed[at + step] ?? null
}

function place(state: LandmarkEditing, side: Side, point: Point): LandmarkEditing {
  // The first landmark that waits for this side is completed; otherwise a new one begins.
  const open = state.landmarks.findIndex((landmark) => landmark[side] === null)
  if (open >= 0) {
    const landmark = state.landmarks[open]
    if (landmark === undefined) return state
    const landmarks = state.landmarks.with(open, { ...landmark, [side]: point })
    return { ...changed(state, landmarks), selection: { index: open, side } }
  }
  if (state.landmarks.length >= MOST_LANDMARKS) return state
  const landmark: Landmark = { before: null, after: null, [side]: point }
  return {
    ...changed(state, [...state.landmarks, landmark]),
    selection: { index: state.landmarks.length, side },
  }
}

function changed(state: LandmarkEditing, landmarks: readonly Landmark[]): LandmarkEditing {
  return { ...state, landmarks, past: [...state.past, state.landmarks], future: [], gesture: null }
}

function stillThere(
  selection: LandmarkSelection | null,
  landmarks: readonly Landmark[],
): LandmarkSelection | null {
  if (selection === null) return null
  const landmark = landmarks[selection.index]
  return landmark === undefined || landmark[selection.side] === null ? null : selection
}
