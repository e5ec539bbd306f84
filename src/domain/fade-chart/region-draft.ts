import { assertNever } from '../../contract/errors.ts'
import type { Point } from '../transform.ts'

/** What an outline encloses: skin with pigment, or skin without any beside it. */
export type RegionKind = 'treated' | 'bare'

/** An outline in upright full-size pixels of the baseline. */
export interface Outline {
  readonly kind: RegionKind
  readonly points: readonly Point[]
}

/** What of a draft can be undone. */
interface Drawn {
  readonly outlines: readonly Outline[]
  /** The outline that is being drawn; it has no closing side yet. */
  readonly open: Outline | null
}

/** A corner of an outline; of the whole outline where `corner` is null. */
export interface RegionSelection {
  readonly outline: number
  readonly corner: number | null
}

/** The regions of a photo while a person draws them, with what undo and redo need. */
export interface RegionDraft extends Drawn {
  readonly selection: RegionSelection | null
  readonly past: readonly Drawn[]
  readonly future: readonly Drawn[]
  /** The drag or run of arrow keys that made the last change: it is undone as one. */
  readonly gesture: string | null
}

export type RegionAction =
  | { readonly kind: 'add-corner'; readonly region: RegionKind; readonly point: Point }
  | { readonly kind: 'close' }
  | { readonly kind: 'give-up' }
  | {
      readonly kind: 'insert-corner'
      readonly outline: number
      readonly after: number
      readonly point: Point
    }
  | {
      readonly kind: 'move-corner'
      readonly outline: number
      readonly corner: number
      readonly point: Point
      readonly gesture: string
    }
  | { readonly kind: 'remove'; readonly selection: RegionSelection }
  | { readonly kind: 'select'; readonly selection: RegionSelection | null }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }

/** Fewer corners enclose nothing. */
export const FEWEST_CORNERS = 3

/** Starts with the regions that are stored. */
export function startRegionDraft(outlines: readonly Outline[]): RegionDraft {
  return { outlines, open: null, selection: null, past: [], future: [], gesture: null }
}

/** Applies one action; the same object comes back where nothing changes. */
export function editRegions(draft: RegionDraft, action: RegionAction): RegionDraft {
  switch (action.kind) {
    case 'add-corner': {
      const points = draft.open?.kind === action.region ? draft.open.points : []
      const open = { kind: action.region, points: [...points, action.point] }
      return change(draft, { outlines: draft.outlines, open }, null)
    }
    case 'close':
      return close(draft)
    case 'give-up':
      return draft.open === null ? draft : change(draft, { outlines: draft.outlines, open: null }, null)
    case 'insert-corner': {
      const { outline, after, point } = action
      const corner = after + 1
      return changeOutline(draft, outline, { outline, corner }, (points) =>
        points.toSpliced(corner, 0, point),
      )
    }
    case 'move-corner': {
      const { outline, corner, point, gesture } = action
      const moved = changeOutline(draft, outline, { outline, corner }, (points) => points.with(corner, point))
      // One drag is one step back, however many moves it took.
      return draft.gesture === gesture ? { ...moved, past: draft.past, gesture } : { ...moved, gesture }
    }
    case 'remove':
      return remove(draft, action.selection)
    case 'select':
      return { ...draft, selection: action.selection, gesture: null }
    case 'undo': {
      const previous = draft.past.at(-1)
      if (previous === undefined) return draft
      const future = [drawnOf(draft), ...draft.future]
      return { ...previous, selection: null, past: draft.past.slice(0, -1), future, gesture: null }
    }
    case 'redo': {
      const [next, ...future] = draft.future
      if (next === undefined) return draft
      return { ...next, selection: null, past: [...draft.past, drawnOf(draft)], future, gesture: null }
    }
    default:
      return assertNever(action)
  }
}

function drawnOf({ outlines, open }: RegionDraft): Drawn {
  return { outlines, open }
}

function change(draft: RegionDraft, drawn: Drawn, selection: RegionSelection | null): RegionDraft {
  return { ...drawn, selection, past: [...draft.past, drawnOf(draft)], future: [], gesture: null }
}

function changeOutline(
  draft: RegionDraft,
  index: number,
  selection: RegionSelection | null,
  edit: (points: readonly Point[]) => readonly Point[],
): RegionDraft {
  const outline = draft.outlines.at(index)
  if (outline === undefined) return draft
  const outlines = draft.outlines.with(index, { ...outline, points: edit(outline.points) })
  return change(draft, { outlines, open: draft.open }, selection)
}

function close(draft: RegionDraft): RegionDraft {
  const { open, outlines } = draft
  if (open === null || open.points.length < FEWEST_CORNERS) return draft
  const selection = { outline: outlines.length, corner: null }
  return change(draft, { outlines: [...outlines, open], open: null }, selection)
}

/** Removes a corner, or the whole outline: also where so few corners are left that it encloses nothing. */
function remove(draft: RegionDraft, { outline, corner }: RegionSelection): RegionDraft {
  const chosen = draft.outlines.at(outline)
  if (chosen === undefined) return draft
  if (corner === null || chosen.points.length <= FEWEST_CORNERS) {
    return change(draft, { outlines: draft.outlines.toSpliced(outline, 1), open: draft.open }, null)
  }
  const next = { outline, corner: Math.min(corner, chosen.points.length - 2) }
  return changeOutline(draft, outline, next, (points) => points.toSpliced(corner, 1))
}
