import type { Point } from '../transform.ts'

/** Whether a point lies inside a polygon (even-odd rule; Shimrat, 1962). */
export function isInPolygon(polygon: readonly Point[], x: number, y: number): boolean {
  let isInside = false
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    // By index, since this is asked for every pixel of a picture.
    const xi = polygon[i][0]
    const yi = polygon[i][1]
    const xj = polygon[j][0]
    const yj = polygon[j][1]
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) isInside = !isInside
  }
  return isInside
}

const TILE_PX = 4
/** Tiles this near to a side are asked point by point: rounding must not move a point across. */
const NEAR_PX = 0.01

/** What isInPolygon says, for many points: of tiles that no side crosses it is known once and for all. */
export function polygonTest(polygon: readonly Point[]): (x: number, y: number) => boolean {
  const xs = polygon.map(([x]) => x)
  const ys = polygon.map(([, y]) => y)
  const left = Math.floor(Math.min(...xs))
  const top = Math.floor(Math.min(...ys))
  const columns = Math.max(1, Math.ceil((Math.max(...xs) - left) / TILE_PX))
  const rows = Math.max(1, Math.ceil((Math.max(...ys) - top) / TILE_PX))
  const [inside, crossed] = [1, 2]
  const tiles = new Uint8Array(columns * rows)
  polygon.forEach(([x1, y1], i) => {
    const [x2, y2] = polygon[(i + 1) % polygon.length]
    const tile = (value: number, start: number, most: number) =>
      Math.max(0, Math.min(most, Math.floor((value - start) / TILE_PX)))
    const last = tile(Math.max(x1, x2) + NEAR_PX, left, columns - 1)
    for (
      let row = tile(Math.min(y1, y2) - NEAR_PX, top, rows - 1);
      row <= tile(Math.max(y1, y2) + NEAR_PX, top, rows - 1);
      row++
    ) {
      tiles.fill(
        crossed,
        row * columns + tile(Math.min(x1, x2) - NEAR_PX, left, columns - 1),
        row * columns + last + 1,
      )
    }
  })
  for (let row = 0, i = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, i++) {
      if (tiles[i] === crossed) continue
      // No side lies between two tiles that none crosses.
      if (column > 0 && tiles[i - 1] !== crossed) tiles[i] = tiles[i - 1]
      else if (isInPolygon(polygon, left + (column + 0.5) * TILE_PX, top + (row + 0.5) * TILE_PX))
        tiles[i] = inside
    }
  }
  return (x, y) => {
    const column = Math.floor((x - left) / TILE_PX)
    const row = Math.floor((y - top) / TILE_PX)
    if (!(column >= 0 && row >= 0 && column < columns && row < rows)) {
      // Well beside the polygon lies nothing of it.
      return column >= -1 && row >= -1 && column <= columns && row <= rows && isInPolygon(polygon, x, y)
    }
    const tile = tiles[row * columns + column]
    return tile === crossed ? isInPolygon(polygon, x, y) : tile === inside
  }
}

/** What isInPolygon says of the middle of every pixel of a picture, row by row, where sides cross them: 1 inside. */
export function pixelsInPolygon(polygon: readonly Point[], widthPx: number, heightPx: number): Uint8Array {
  const pixels = new Uint8Array(widthPx * heightPx)
  const xs = Float64Array.from(polygon, ([x]) => x)
  const ys = Float64Array.from(polygon, ([, y]) => y)
  for (let i = 0, j = xs.length - 1; i < xs.length; j = i++) {
    turnLeftOf(pixels, widthPx, heightPx, [xs[i], ys[i], xs[j], ys[j]])
  }
  return pixels
}

/** Turns the pixels to the left of a side inside out. */
function turnLeftOf(
  pixels: Uint8Array,
  widthPx: number,
  heightPx: number,
  [xi, yi, xj, yj]: readonly [number, number, number, number],
): void {
  const last = Math.min(heightPx - 1, Math.ceil(Math.max(yi, yj)))
  for (let row = Math.max(0, Math.floor(Math.min(yi, yj)) - 1); row <= last; row++) {
    const y = row + 0.5
    if (yi > y === yj > y) continue
    const crossing = ((xj - xi) * (y - yi)) / (yj - yi) + xi
    const start = row * widthPx
    for (let x = 0; x < widthPx && x + 0.5 < crossing; x++) pixels[start + x] ^= 1
  }
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

/** The whole head of a face, or so many times it: the face oval widened to the ears and raised over the scalp, down to the chin. */
export function headRegionOfFace(
  { top, chin, left, right }: FaceOutline,
  { across, along } = { across: 1, along: 1 },
): Point[] {
  const axis: Point = [top[0] - chin[0], top[1] - chin[1]]
  const height = Math.hypot(axis[0], axis[1])
  const width = Math.max(Math.hypot(left[0] - right[0], left[1] - right[1]), 0.6 * height)
  const up: Point = [axis[0] / height, axis[1] / height]
  // The crown of a head seen from the front lies about 0.45 face heights above the mesh's top.
  const middle: Point = [chin[0] + up[0] * height * 0.73, chin[1] + up[1] * height * 0.73]
  return ellipse(middle, across * width * 0.72, along * height * 0.79, Math.atan2(up[0], -up[1]))
}

/** The mean of a region's corners. */
export function middleOf(region: readonly Point[]): Point {
  const sum = region.reduce<Point>((total, [x, y]) => [total[0] + x, total[1] + y], [0, 0])
  return [sum[0] / region.length, sum[1] / region.length]
}

/** A region so many times as large around its middle. */
export function resized(region: readonly Point[], share: number): Point[] {
  const [middleX, middleY] = middleOf(region)
  return region.map(([x, y]) => [middleX + share * (x - middleX), middleY + share * (y - middleY)])
}

/** The area of a region (the shoelace formula: Meister, 1769). */
export function areaOf(region: readonly Point[]): number {
  const twice = region.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = region[(i + 1) % region.length]
    return sum + x * nextY - y * nextX
  }, 0)
  return Math.abs(twice) / 2
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
