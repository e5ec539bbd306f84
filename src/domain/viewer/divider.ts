import type { Rect, Size } from './size.ts'
import type { ViewerState } from './viewer-state.ts'

type DividerState = Pick<ViewerState, 'divider' | 'orientation'>

/**
 * How much of the visible picture lies left of (or above) the divider, 0 to 1. The divider itself is a share of the
 * stage, so that it stays where it is while the photo is zoomed under it; this is what it means for the picture.
 */
export function dividerShare(state: DividerState, visible: Rect, stage: Size): number {
  const { from, length, stageLength } = alongDivider(state, visible, stage)
  if (length <= 0) return state.divider
  return clamp01((state.divider * stageLength - from) / length)
}

/** The divider, as a share of the stage, that leaves this share of the visible picture on its left (or above). */
export function dividerForShare(state: DividerState, share: number, visible: Rect, stage: Size): number {
  const { from, length, stageLength } = alongDivider(state, visible, stage)
  if (stageLength <= 0) return state.divider
  return clamp01((from + clamp01(share) * length) / stageLength)
}

/** What a screen reader says of the divider: `33 % before, 67 % after`. */
export function describeShare(share: number, isSwapped: boolean): string {
  const first = Math.round(share * 100)
  const second = 100 - first
  return isSwapped ? `${first} % after, ${second} % before` : `${first} % before, ${second} % after`
}

function alongDivider(
  state: DividerState,
  visible: Rect,
  stage: Size,
): { readonly from: number; readonly length: number; readonly stageLength: number } {
  return state.orientation === 'vertical'
    ? { from: visible.left, length: visible.width, stageLength: stage.width }
    : { from: visible.top, length: visible.height, stageLength: stage.height }
}

function clamp01(value: number): number {
  return Math.min(1, Math.max(0, value))
}
