import { middleOf } from '../registration/head-region.ts'
import type { Point } from '../transform.ts'

/** How a person moved the head region from where it was found; pixels of the before photo. */
export interface RegionMove {
  readonly dx: number
  readonly dy: number
  readonly factor: number
}

export const REGION_AS_FOUND: RegionMove = { dx: 0, dy: 0, factor: 1 }

const LEAST_FACTOR = 0.3
const MOST_FACTOR = 2.5

/** The move after a further shift and a further change of size. */
export function addToRegionMove(
  move: RegionMove,
  change: { readonly dx?: number; readonly dy?: number; readonly factor?: number },
): RegionMove {
  return {
    dx: move.dx + (change.dx ?? 0),
    dy: move.dy + (change.dy ?? 0),
    factor: Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, move.factor * (change.factor ?? 1))),
  }
}

/** True where the region lies as it was found. */
export function isRegionAsFound({ dx, dy, factor }: RegionMove): boolean {
  return dx === 0 && dy === 0 && factor === 1
}

/** The outline where a person moved it, sized around its middle. */
export function moveRegion(outline: readonly Point[], { dx, dy, factor }: RegionMove): readonly Point[] {
  const [x, y] = middleOf(outline)
  return outline.map((point) => [x + factor * (point[0] - x) + dx, y + factor * (point[1] - y) + dy])
}
