import type { PixelBounds } from '../../imaging/linear-plane.ts'
import type { Point } from '../../../domain/transform.ts'

/** The same skin in both photos, in full-size pixels of each. */
export interface PlacePair {
  readonly before: Point
  readonly after: Point
}

/** The smallest rectangle around places, with a margin. */
export function boundsOf(places: readonly Point[], marginPx: number): PixelBounds {
  let [leftPx, topPx, rightPx, bottomPx] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of places) {
    leftPx = Math.min(leftPx, x - marginPx)
    topPx = Math.min(topPx, y - marginPx)
    rightPx = Math.max(rightPx, x + marginPx)
    bottomPx = Math.max(bottomPx, y + marginPx)
  }
  return { leftPx, topPx, rightPx, bottomPx }
}
