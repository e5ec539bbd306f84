import type { RegionAction, RegionDraft } from '../../../domain/fade-chart/region-draft.ts'
import type { Point } from '../../../domain/transform.ts'
import type { Size } from '../../../domain/viewer/size.ts'
import type { RegionTool } from './region-stage.tsx'

/** What a key means on the region stage. */
type RegionKeyResult =
  | { readonly kind: 'edit'; readonly action: RegionAction }
  | { readonly kind: 'crosshair'; readonly point: Point }
  | { readonly kind: 'corner'; readonly action: Extract<RegionAction, { kind: 'add-corner' }> }
  | { readonly kind: 'close' }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'fit' }

interface KeyContext {
  readonly draft: RegionDraft
  readonly tool: RegionTool
  /** Where the keyboard draws, in photo pixels. */
  readonly crosshair: Point
  /** CSS pixels a photo pixel. */
  readonly scale: number
  readonly photo: Size
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const CROSSHAIR_STEP_PX = 8
const CROSSHAIR_LONG_STEP_PX = 48
const ZOOM_STEP = 1.4

/** Reads a key; null where it means nothing here and shall do what it always does. */
export function regionKeyAction(
  event: { readonly key: string; readonly shiftKey: boolean },
  context: KeyContext,
): RegionKeyResult | null {
  const { draft, tool, crosshair } = context
  const arrow = ARROWS[event.key]
  if (arrow !== undefined) return moveBy(arrow, event.shiftKey, context)
  switch (event.key) {
    case ' ':
      if (tool === 'adjust') return null
      return { kind: 'corner', action: { kind: 'add-corner', region: tool, point: crosshair } }
    case 'Enter':
      return draft.open === null ? null : { kind: 'close' }
    case 'Escape':
      if (draft.open !== null) return { kind: 'edit', action: { kind: 'give-up' } }
      return draft.selection === null ? null : { kind: 'edit', action: { kind: 'select', selection: null } }
    case 'Delete':
    case 'Backspace':
      if (draft.open !== null) return { kind: 'edit', action: { kind: 'undo' } }
      return draft.selection === null
        ? null
        : { kind: 'edit', action: { kind: 'remove', selection: draft.selection } }
    case '[':
      return stepCorner(draft, -1)
    case ']':
      return stepCorner(draft, 1)
    case '+':
    case '=':
      return { kind: 'zoom', factor: ZOOM_STEP }
    case '-':
      return { kind: 'zoom', factor: 1 / ZOOM_STEP }
    case '0':
      return { kind: 'fit' }
    default:
      return null
  }
}

/** Moves the chosen corner by photo pixels, or the crosshair by screen pixels. */
function moveBy([dx, dy]: Point, isLong: boolean, context: KeyContext): RegionKeyResult | null {
  const { draft, tool, crosshair, scale, photo } = context
  const inside = ([x, y]: Point): Point => [
    Math.min(photo.width, Math.max(0, x)),
    Math.min(photo.height, Math.max(0, y)),
  ]
  const { selection } = draft
  if (draft.open === null && selection !== null && selection.corner !== null) {
    const corner = draft.outlines[selection.outline]?.points[selection.corner]
    if (corner === undefined) return null
    const step = isLong ? 10 : 1
    return {
      kind: 'edit',
      action: {
        kind: 'move-corner',
        outline: selection.outline,
        corner: selection.corner,
        point: inside([corner[0] + dx * step, corner[1] + dy * step]),
        gesture: `keys ${selection.outline} ${selection.corner}`,
      },
    }
  }
  if (tool === 'adjust') return null
  const step = (isLong ? CROSSHAIR_LONG_STEP_PX : CROSSHAIR_STEP_PX) / scale
  return { kind: 'crosshair', point: inside([crosshair[0] + dx * step, crosshair[1] + dy * step]) }
}

/** The next or the previous corner of all outlines, around and around. */
function stepCorner(draft: RegionDraft, step: 1 | -1): RegionKeyResult | null {
  const corners = draft.outlines.flatMap((outline, index) =>
    outline.points.map((_, corner) => ({ outline: index, corner })),
  )
  if (corners.length === 0) return null
  const at = corners.findIndex(
    ({ outline, corner }) => outline === draft.selection?.outline && corner === (draft.selection.corner ?? 0),
  )
  const next =
    draft.selection?.corner === null ? Math.max(0, at) : (at + step + corners.length) % corners.length
  const selection = corners[at === -1 ? 0 : next]
  return selection === undefined ? null : { kind: 'edit', action: { kind: 'select', selection } }
}
