import { applyTransform, type Matrix3, type Point } from '../transform.ts'

/** A rectangle of whole pixels of the upright before photo. */
export interface PixelRectangle {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

interface PixelSize {
  readonly widthPx: number
  readonly heightPx: number
}

/** Heights that are tried for the rectangle's two edges; 240 find the best area to well below one percent. */
const STEPS = 240

/**
 * The largest upright rectangle that both photos show, in whole pixels of the before photo, or null where they share
 * nothing or the transform folds the after photo over itself. `afterToBefore` maps pixels of the after photo.
 */
export function commonRectangle(input: {
  readonly before: PixelSize
  readonly after: PixelSize
  readonly afterToBefore: Matrix3
}): PixelRectangle | null {
  const { before, after, afterToBefore: m } = input
  const corners: readonly Point[] = [
    [0, 0],
    [after.widthPx, 0],
    [after.widthPx, after.heightPx],
    [0, after.heightPx],
  ]
  const depths = corners.map(([x, y]) => m[6] * x + m[7] * y + m[8])
  // A corner behind the horizon: no photo of a head is seen like that.
  if (!depths.every((depth) => depth > 0) && !depths.every((depth) => depth < 0)) return null
  const shown = clipToPhoto(
    corners.map((corner) => applyTransform(m, corner)),
    before,
  )
  if (shown.length < 3) return null
  return largestRectangle(shown)
}

/** Sutherland and Hodgman's clipping (1974) of a convex polygon against the photo's four edges. */
function clipToPhoto(polygon: readonly Point[], { widthPx, heightPx }: PixelSize): readonly Point[] {
  const edges: readonly ((point: Point) => number)[] = [
    ([x]) => x,
    ([x]) => widthPx - x,
    ([, y]) => y,
    ([, y]) => heightPx - y,
  ]
  let points = polygon
  for (const inside of edges) {
    const kept: Point[] = []
    for (const [index, point] of points.entries()) {
      const previous = points.at(index - 1)!
      const [a, b] = [inside(previous), inside(point)]
      if (a >= 0 !== b >= 0) {
        const share = a / (a - b)
        kept.push([
          previous[0] + share * (point[0] - previous[0]),
          previous[1] + share * (point[1] - previous[1]),
        ])
      }
      if (b >= 0) kept.push(point)
    }
    points = kept
  }
  return points
}

/** In a convex polygon the left boundary is convex and the right one concave, so both bind at an edge of the rectangle. */
function largestRectangle(polygon: readonly Point[]): PixelRectangle | null {
  const ys = polygon.map(([, y]) => y)
  const [lowest, highest] = [
    Math.max(0, Math.ceil(Math.min(...ys) - 1e-6)),
    Math.floor(Math.max(...ys) + 1e-6),
  ]
  const rows: { readonly y: number; readonly left: number; readonly right: number }[] = []
  const count = Math.min(STEPS, highest - lowest)
  for (let step = 0; step <= count; step++) {
    const y = count === 0 ? lowest : Math.round(lowest + ((highest - lowest) * step) / count)
    const span = spanAt(polygon, y)
    if (span !== null) rows.push({ y, ...span })
  }
  let best: PixelRectangle | null = null
  for (const [index, upper] of rows.entries()) {
    for (const lower of rows.slice(index + 1)) {
      const left = Math.max(0, Math.ceil(Math.max(upper.left, lower.left) - 1e-6))
      const width = Math.floor(Math.min(upper.right, lower.right) + 1e-6) - left
      const height = lower.y - upper.y
      if (width < 1 || height < 1) continue
      if (best === null || width * height > best.width * best.height) {
        best = { left, top: upper.y, width, height }
      }
    }
  }
  return best
}

function spanAt(
  polygon: readonly Point[],
  y: number,
): { readonly left: number; readonly right: number } | null {
  let left = Infinity
  let right = -Infinity
  for (const [index, [x1, y1]] of polygon.entries()) {
    const [x0, y0] = polygon.at(index - 1)!
    if (y < Math.min(y0, y1) - 1e-6 || y > Math.max(y0, y1) + 1e-6) continue
    const xs = y0 === y1 ? [x0, x1] : [x0 + ((x1 - x0) * (y - y0)) / (y1 - y0)]
    left = Math.min(left, ...xs)
    right = Math.max(right, ...xs)
  }
  return left <= right ? { left, right } : null
}
