import type { Point } from '../transform.ts'

/** Whether a point lies inside a polygon (even-odd rule; Shimrat, 1962). */
export function isInPolygon(polygon: readonly Point[], x: number, y: number): boolean {
  let isInside = false
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i]
    const [xj, yj] = polygon[j]
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) isInside = !isInside
  }
  return isInside
}

const CORNERS = 48

/** An ellipse as a polygon; `turnRadians` turns its upright axis clockwise on the screen. */
export function ellipse(centre: Point, radiusX: number, radiusY: number, turnRadians = 0): Point[] {
  return Array.from({ length: CORNERS }, (_, i) => {
    const angle = (2 * Math.PI * i) / CORNERS
    const x = radiusX * Math.cos(angle)
    const y = radiusY * Math.sin(angle)
    return [
      centre[0] + x * Math.cos(turnRadians) - y * Math.sin(turnRadians),
      centre[1] + x * Math.sin(turnRadians) + y * Math.cos(turnRadians),
    ]
  })
}

/** Where a head is when nothing is known: the middle of the photo, where clinics put it. */
export function centralHeadRegion(widthPx: number, heightPx: number): Point[] {
  return ellipse([widthPx / 2, heightPx * 0.47], widthPx * 0.46, heightPx * 0.46)
}

/** Top of the face (middle of the forehead), chin, and the two sides of a face, in pixels. */
export interface FaceOutline {
  readonly top: Point
  readonly chin: Point
  readonly left: Point
  readonly right: Point
}

/** The whole head of a face: the face oval widened to the ears and raised over the scalp, down to the chin. */
export function headRegionOfFace({ top, chin, left, right }: FaceOutline): Point[] {
  const axis: Point = [top[0] - chin[0], top[1] - chin[1]]
  const height = Math.hypot(axis[0], axis[1])
  const width = Math.max(Math.hypot(left[0] - right[0], left[1] - right[1]), 0.6 * height)
  const up: Point = [axis[0] / height, axis[1] / height]
  // The crown of a head seen from the front lies about 0.45 face heights above the mesh's top.
  const middle: Point = [chin[0] + up[0] * height * 0.73, chin[1] + up[1] * height * 0.73]
  return ellipse(middle, width * 0.72, height * 0.79, Math.atan2(up[0], -up[1]))
}

/** The mean of a region's corners. */
export function middleOf(region: readonly Point[]): Point {
  const sum = region.reduce<Point>((total, [x, y]) => [total[0] + x, total[1] + y], [0, 0])
  return [sum[0] / region.length, sum[1] / region.length]
}

/** From the top of a head seen from behind to its nape, in half widths of the head. */
const NECK_HALF_WIDTHS = 2.3

/** The row where the neck begins, below a head's outline as the photo shows it upright. */
export function neckOf(outline: readonly Point[]): number {
  const [middle] = middleOf(outline)
  const halfWidths = outline.map(([x]) => Math.abs(x - middle)).sort((a, b) => a - b)
  const top = Math.min(...outline.map(([, y]) => y))
  return top + NECK_HALF_WIDTHS * halfWidths[Math.floor(halfWidths.length * 0.75)]
}
