import { assertNever } from '../../contract/errors.ts'
import type { Registration } from '../../contract/registrations.ts'
import type { Point } from '../transform.ts'
import {
  keepSelection,
  placeLandmark,
  type Landmark,
  type LandmarkPair,
  type LandmarkSelection,
  type Side,
} from './landmark-editing.ts'
import { addToRegionMove, isRegionAsFound, REGION_AS_FOUND, type RegionMove } from './region-move.ts'
import type { Size } from './size.ts'
import { isUnmoved, NOT_MOVED, stepWhole, type WholeMove, type WholeStep } from './whole-move.ts'

/** What the program found when it was asked again, with the head region it was told to listen to. */
export interface AutomaticAlignment {
  readonly registration: Registration
  /** Null where it found the head by itself. */
  readonly headRegion: readonly Point[] | null
}

/** All that a person has changed of a pair's alignment and not yet accepted. */
export interface AlignmentWork {
  readonly landmarks: readonly Landmark[]
  readonly isSnapping: boolean
  /** How the after photo was moved as a whole on top of what the points or the program say. */
  readonly move: WholeMove
  readonly region: RegionMove
  readonly automatic: AutomaticAlignment | null
}

/** What one step of the history did, to be told when it is undone. */
export type AlignmentEdit =
  | 'point-placed'
  | 'point-moved'
  | 'point-removed'
  | 'points-removed'
  | 'snap'
  | 'whole-moved'
  | 'whole-reset'
  | 'region-moved'
  | 'region-reset'
  | 'automatic'

/** The work before a step, or after one that was undone, with what the step did. */
interface Step {
  readonly work: AlignmentWork
  readonly edit: AlignmentEdit
}

/** The work on a pair's alignment with one history over all of it. */
export interface AlignmentEditing {
  readonly work: AlignmentWork
  readonly selection: LandmarkSelection | null
  readonly past: readonly Step[]
  readonly future: readonly Step[]
  /** The drag or run of keys that made the last change: it is undone as one. */
  readonly gesture: string | null
  /** What undo or redo did last; null once something else was done. */
  readonly lastStep: { readonly kind: 'undone' | 'redone'; readonly edit: AlignmentEdit } | null
}

export type AlignmentAction =
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
  | { readonly kind: 'snap'; readonly isSnapping: boolean }
  | {
      readonly kind: 'whole'
      readonly step: WholeStep
      /** The before photo's size. */
      readonly before: Size
      readonly isCoarse: boolean
    }
  | { readonly kind: 'whole-reset' }
  | {
      readonly kind: 'region'
      readonly change: { readonly dx?: number; readonly dy?: number; readonly factor?: number }
      readonly gesture: string
    }
  | { readonly kind: 'region-reset' }
  | { readonly kind: 'automatic'; readonly found: AutomaticAlignment }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }

interface StartOfEditing {
  readonly isSnapping?: boolean
  /** Null where the head was found by the program. */
  readonly headRegion?: readonly Point[] | null
}

/** Starts with the points that a person placed earlier, or with none, with snapping as they were placed, and with the head region they showed. */
export function startAlignmentEditing(
  pairs: readonly LandmarkPair[],
  { isSnapping = true, headRegion = null }: StartOfEditing = {},
): AlignmentEditing {
  const region = headRegion === null ? REGION_AS_FOUND : { ...REGION_AS_FOUND, from: headRegion }
  return {
    work: { landmarks: pairs, isSnapping, move: NOT_MOVED, region, automatic: null },
    selection: null,
    past: [],
    future: [],
    gesture: null,
    lastStep: null,
  }
}

/** Applies one action; the same object comes back where nothing changes. */
export function editAlignment(state: AlignmentEditing, action: AlignmentAction): AlignmentEditing {
  const { work } = state
  switch (action.kind) {
    case 'place': {
      const placed = placeLandmark(work.landmarks, action.side, action.point)
      if (placed === null) return state
      const { landmarks, selection } = placed
      return { ...changed(state, 'point-placed', { landmarks }), selection }
    }
    case 'move': {
      const { selection, point, gesture } = action
      const landmark = work.landmarks[selection.index]
      if (landmark === undefined) return state
      const landmarks = work.landmarks.with(selection.index, { ...landmark, [selection.side]: point })
      return { ...changed(state, 'point-moved', { landmarks }, gesture), selection }
    }
    case 'select':
      return { ...state, selection: action.selection, gesture: null }
    case 'remove': {
      if (work.landmarks[action.index] === undefined) return state
      const landmarks = work.landmarks.toSpliced(action.index, 1)
      return { ...changed(state, 'point-removed', { landmarks }), selection: null }
    }
    case 'clear':
      if (work.landmarks.length === 0) return state
      return { ...changed(state, 'points-removed', { landmarks: [] }), selection: null }
    case 'snap':
      if (action.isSnapping === work.isSnapping) return state
      return changed(state, 'snap', { isSnapping: action.isSnapping })
    case 'whole': {
      const move = stepWhole(work.move, action.step, action)
      return changed(state, 'whole-moved', { move }, `whole ${WAY_OF_STEP[action.step]}`)
    }
    case 'whole-reset':
      return isUnmoved(work.move) ? state : changed(state, 'whole-reset', { move: NOT_MOVED })
    case 'region':
      return changed(
        state,
        'region-moved',
        { region: addToRegionMove(work.region, action.change) },
        `region ${action.gesture}`,
      )
    case 'region-reset':
      return isRegionAsFound(work.region)
        ? state
        : changed(state, 'region-reset', { region: REGION_AS_FOUND })
    case 'automatic':
      // What was placed or moved before belongs to what was found before.
      return {
        ...changed(state, 'automatic', {
          automatic: action.found,
          landmarks: [],
          move: NOT_MOVED,
          // What is shown is what was listened to.
          region:
            action.found.headRegion === null && !isRegionAsFound(work.region) ? REGION_AS_FOUND : work.region,
        }),
        selection: null,
      }
    case 'undo':
      return goTo(state, 'undone')
    case 'redo':
      return goTo(state, 'redone')
    default:
      return assertNever(action)
  }
}

/** True where points, snapping and what the program found are as they were at the start: then so is how the pair lies, but for a move as a whole. */
export function isFoundAsAtStart({ past, work }: AlignmentEditing): boolean {
  const start = past[0]?.work ?? work
  return (
    work.automatic === start.automatic &&
    work.isSnapping === start.isSnapping &&
    JSON.stringify(work.landmarks) === JSON.stringify(start.landmarks)
  )
}

/** What undo or redo would do; null where there is nothing to. */
export function nextStep(state: AlignmentEditing, kind: 'undone' | 'redone'): AlignmentEdit | null {
  return (kind === 'undone' ? state.past : state.future).at(-1)?.edit ?? null
}

/** Shifting, turning and sizing are runs of their own. */
const WAY_OF_STEP: Readonly<Record<WholeStep, 'shift' | 'turn' | 'size'>> = {
  left: 'shift',
  right: 'shift',
  up: 'shift',
  down: 'shift',
  anticlockwise: 'turn',
  clockwise: 'turn',
  smaller: 'size',
  larger: 'size',
}

function changed(
  state: AlignmentEditing,
  edit: AlignmentEdit,
  part: Partial<AlignmentWork>,
  gesture: string | null = null,
): AlignmentEditing {
  // All of one gesture share one step, so that undo goes back to where it began.
  const isSameGesture = gesture !== null && gesture === state.gesture
  const past = isSameGesture ? state.past : [...state.past, { work: state.work, edit }]
  return { ...state, work: { ...state.work, ...part }, past, future: [], gesture, lastStep: null }
}

function goTo(state: AlignmentEditing, kind: 'undone' | 'redone'): AlignmentEditing {
  const isUndo = kind === 'undone'
  const step = (isUndo ? state.past : state.future).at(-1)
  if (step === undefined) return state
  const { work, edit } = step
  const here: Step = { work: state.work, edit }
  return {
    work,
    selection: keepSelection(state.selection, work.landmarks),
    past: isUndo ? state.past.slice(0, -1) : [...state.past, here],
    future: isUndo ? [...state.future, here] : state.future.slice(0, -1),
    gesture: null,
    lastStep: { kind, edit },
  }
}
