import type { Rect, Size } from '../viewer/size.ts'

/** A mark in a chart that wants a small picture near it. */
export interface ThumbnailAnchor {
  readonly x: number
  /** The mark's upper end: a whisker's, or its own. */
  readonly top: number
  /** The mark's lower end. */
  readonly bottom: number
}

const GAP_PX = 10
/** Steps to the side and upwards, as shares of the picture's own size, in the order they are tried. */
const SIDE_STEPS = [0, 0.5, -0.5, 1.08, -1.08, 1.6, -1.6, 2.2]
const UP_STEPS = [0, 0.4, 0.85, 1.25]

/**
 * Places one picture a mark: above it and centred where there is room, else moved aside, up, or below it, so that
 * pictures cover neither each other, nor any mark, nor what `avoid` names (labels, a line). Where nothing is free, the
 * place with the least covered is taken.
 */
export function placeThumbnails(
  anchors: readonly ThumbnailAnchor[],
  size: Size,
  bounds: Rect,
  avoid: readonly Rect[] = [],
): readonly Rect[] {
  const marks = anchors.map(({ x, top, bottom }) => ({
    left: x - 6,
    top: top - 4,
    width: 12,
    height: bottom - top + 8,
  }))
  const placed: Rect[] = []
  for (const anchor of anchors) {
    const places = candidates(anchor, size).map((place, index) => {
      const inside = moveInside(place, bounds)
      const moved = Math.abs(inside.left - place.left) + Math.abs(inside.top - place.top)
      const covered = [...placed, ...marks, ...avoid].reduce(
        (sum, taken) => sum + overlapArea(inside, taken),
        0,
      )
      return { inside, cost: covered + moved * 2 + index }
    })
    const best = places.reduce((least, place) => (place.cost < least.cost ? place : least))
    placed.push(best.inside)
  }
  return placed
}

function candidates({ x, top, bottom }: ThumbnailAnchor, { width, height }: Size): readonly Rect[] {
  const above = UP_STEPS.flatMap((up) =>
    SIDE_STEPS.map((side) => ({
      left: x - width / 2 + side * width,
      top: top - GAP_PX - height - up * height,
      width,
      height,
    })),
  )
  const below = SIDE_STEPS.map((side) => ({
    left: x - width / 2 + side * width,
    top: bottom + GAP_PX,
    width,
    height,
  }))
  return [...above, ...below]
}

function moveInside(place: Rect, bounds: Rect): Rect {
  return {
    ...place,
    left: Math.max(bounds.left, Math.min(place.left, bounds.left + bounds.width - place.width)),
    top: Math.max(bounds.top, Math.min(place.top, bounds.top + bounds.height - place.height)),
  }
}

function overlapArea(a: Rect, b: Rect): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left)
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top)
  return width > 0 && height > 0 ? width * height : 0
}
