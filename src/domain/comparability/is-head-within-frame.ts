import type { Point } from '../transform.ts'
import type { Size } from '../viewer/size.ts'

/** So near to an edge, as a share of the width, an outline runs along it. */
const EDGE_SHARE = 0.015

/**
 * Whether an outline shows where in the frame a head is. One that reaches from the left edge to the right one took in
 * shoulders, or the head fills the frame: then what is drawn inside tells more than the outline.
 */
export function isHeadWithinFrame(outline: readonly Point[], { width }: Pick<Size, 'width'>): boolean {
  const xs = outline.map(([x]) => x)
  return Math.min(...xs) > EDGE_SHARE * width || Math.max(...xs) < (1 - EDGE_SHARE) * width
}
