import { middleOf } from '../registration/head-region.ts'
import type { Point } from '../transform.ts'

/** How a person moved the head region; pixels of the before photo. */
export interface RegionMove {
  /** Where they had it when it was last accepted, from which it is moved; null from where it was found. */
  readonly from: readonly Point[] | null
  readonly dx: number
  readonly dy: number
  readonly factor: number
}

export const REGION_AS_FOUND: RegionMove = { from: null, dx: 0, dy: 0, factor: 1 }

const LEAST_FACTOR = 0.3
const MOST_FACTOR = 2.5

/** The move after a further shift and a further change of size. */
export function addToRegionMove(
  move: RegionMove,
  change: { readonly dx?: number; readonly dy?: number; readonly factor?: number },
): RegionMove {
  return {
    from: move.from,
    dx: move.dx + (change.dx ?? 0),
    dy: move.dy + (change.dy ?? 0),
    factor: Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, move.factor * (change.factor ?? 1))),
  }
}

/** True where the region lies as it was found. */
export function isRegionAsFound({ from, dx, dy, factor }: RegionMove): boolean {
  return from === null && dx === 0 && dy === 0 && factor === 1
}

/** The outline where a person moved it, sized around its middle; `found` is where it was found. */
export function moveRegion(found: readonly Point[], { from, dx, dy, factor }: RegionMove): readonly Point[] {
  const outline = from ?? found
  // To the last digit, so that it is known for the one that was aligned by.
  if (dx === 0 && dy === 0 && factor === 1) return outline
  const [x, y] = middleOf(outline)
  return outline.map((point) => [x + factor * (point[0] - x) + dx, y + factor * (point[1] - y) + dy])
}
