import type { View } from '../../contract/vocabulary.ts'
import type { Point } from '../transform.ts'

/**
 * The near half of a head as an ellipsoid whose axis is the line of sight: its middle and half axes across, up and along
 * that line, in pixels of the before photo.
 */
export interface HeadShape {
  readonly middle: Point
  readonly halfWidthPx: number
  readonly halfHeightPx: number
  readonly depthPx: number
}

/**
 * How deep a head is for how wide it looks. A head is about 15 cm wide, 19 cm long and rounder behind than in front: seen
 * along its length it is deeper than half its width, seen from the side shallower. The shares are those for which turns of
 * the rendered heads come out at their true size; see docs/bench.md.
 */
const DEPTH_SHARES: Readonly<Record<View, number>> = {
  front: 1.35,
  back: 1.75,
  crown: 1.75,
  top: 1.1,
  'left-profile': 0.88,
  'right-profile': 0.88,
  'left-oblique': 1.1,
  'right-oblique': 1.1,
  scar: 1.1,
  macro: 1.1,
  unknown: 1.1,
}
/** Face and neck below the outline's upper part are no part of the round. */
const HIGHEST_FOR_WIDTH = 1.25

/** The round of a head inside its outline; null where the outline is too small to tell. */
export function headShape(outline: readonly Point[], view: View): HeadShape | null {
  const xs = outline.map(([x]) => x)
  const ys = outline.map(([, y]) => y)
  const left = Math.min(...xs)
  const top = Math.min(...ys)
  const halfWidthPx = (Math.max(...xs) - left) / 2
  const halfHeightPx = Math.min((Math.max(...ys) - top) / 2, HIGHEST_FOR_WIDTH * halfWidthPx)
  if (!(halfWidthPx > 1 && halfHeightPx > 1)) return null
  return {
    middle: [left + halfWidthPx, top + halfHeightPx],
    halfWidthPx,
    halfHeightPx,
    depthPx: DEPTH_SHARES[view] * halfWidthPx,
  }
}
