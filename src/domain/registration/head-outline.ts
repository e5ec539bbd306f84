import type { Point } from '../transform.ts'

/** Which pixels of a small picture show the head: 1 for head, 0 for the rest, row by row. */
export interface HeadMask {
  readonly widthPx: number
  readonly heightPx: number
  readonly data: Uint8Array
}

const DIRECTIONS = 64
/** Specks and bridges thinner than twice this are no part of a head. */
const OPENING_PX = 2
/** Beyond this many times the radius of the largest circle inside the mask come neck and clothes. */
const LONGEST_RADIUS = 1.7
/** The picture's edge cuts heads off: it limits the circle less than the outline does. */
const EDGE_ALLOWANCE = 1.6

/** The part of a mask that holds the seed, without specks, thin bridges and holes; null where the seed is not in it. */
export function connectedHead(mask: HeadMask, seed: Point): HeadMask | null {
  const { widthPx, heightPx } = mask
  const opened = spread(spread(mask, OPENING_PX, 0), OPENING_PX, 1)
  const start = Math.floor(seed[1]) * widthPx + Math.floor(seed[0])
  if (opened.data[start] !== 1) return null
  const own: HeadMask = { ...mask, data: reach(opened, [start], 1) }
  const border: number[] = []
  for (let x = 0; x < widthPx; x++) border.push(x, (heightPx - 1) * widthPx + x)
  for (let y = 0; y < heightPx; y++) border.push(y * widthPx, y * widthPx + widthPx - 1)
  return { ...mask, data: reach(own, border, 0).map((isOutside) => 1 - isOutside) }
}

/**
 * The outline of the head in a mask, without the neck: seen from the middle of the largest circle that fits in, out to the
 * mask's edge or to 1.7 radii. Null for an empty mask.
 */
export function headOutline(mask: HeadMask): Point[] | null {
  const circle = largestCircle(mask)
  if (!circle) return null
  const { centre, radiusPx } = circle
  const angles = Array.from({ length: DIRECTIONS }, (_, i) => (2 * Math.PI * i) / DIRECTIONS)
  const radii = angles.map((angle) => radiusTowards(mask, centre, angle, LONGEST_RADIUS * radiusPx))
  return angles.map((angle, i) => {
    // The median of five directions: a bottle on the shelf behind is no part of the head.
    const around = [-2, -1, 0, 1, 2].map((step) => radii[(i + step + DIRECTIONS) % DIRECTIONS])
    const radius = around.sort((a, b) => a - b)[2]
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)]
  })
}

function radiusTowards(mask: HeadMask, [cx, cy]: Point, angle: number, longest: number): number {
  let radius = 0
  while (radius < longest) {
    const x = Math.floor(cx + (radius + 0.5) * Math.cos(angle))
    const y = Math.floor(cy + (radius + 0.5) * Math.sin(angle))
    const isOnPicture = x >= 0 && y >= 0 && x < mask.widthPx && y < mask.heightPx
    if (!isOnPicture || mask.data[y * mask.widthPx + x] === 0) break
    radius += 0.5
  }
  return radius
}

/** By the distance of every pixel to the nearest outside the mask (Borgefors, Distance Transformations in Digital Images, 1986). */
function largestCircle({ widthPx, heightPx, data }: HeadMask): { centre: Point; radiusPx: number } | null {
  // With a pixel more all around, to which nothing is near.
  const row = widthPx + 2
  const distance = new Float32Array(row * (heightPx + 2)).fill(Infinity)
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) distance[(y + 1) * row + x + 1] = data[y * widthPx + x] === 1 ? 1e9 : 0
  }
  for (let y = 1; y <= heightPx; y++) relaxForward(distance, row, y)
  for (let y = heightPx; y >= 1; y--) relaxBackward(distance, row, y)
  let best = -1
  let radiusPx = 0
  for (let y = heightPx - 1; y >= 0; y--) {
    for (let x = widthPx - 1; x >= 0; x--) {
      const edge = EDGE_ALLOWANCE * Math.min(x + 1, widthPx - x, y + 1, heightPx - y)
      const radius = Math.min(distance[(y + 1) * row + x + 1], edge)
      if (radius <= radiusPx) continue
      radiusPx = radius
      best = y * widthPx + x
    }
  }
  if (best < 0) return null
  return { centre: [(best % widthPx) + 0.5, Math.floor(best / widthPx) + 0.5], radiusPx }
}

/** Lets the pixels of a row be no farther than those before them, to the left and above. */
function relaxForward(distance: Float32Array, row: number, y: number): void {
  for (let i = y * row + 1; i < (y + 1) * row - 1; i++) {
    const straight = Math.min(distance[i - 1], distance[i - row]) + 1
    const slanted = Math.min(distance[i - row - 1], distance[i - row + 1]) + Math.SQRT2
    distance[i] = Math.min(distance[i], straight, slanted)
  }
}

/** The same of those behind them. */
function relaxBackward(distance: Float32Array, row: number, y: number): void {
  for (let i = (y + 1) * row - 2; i > y * row; i--) {
    const straight = Math.min(distance[i + 1], distance[i + row]) + 1
    const slanted = Math.min(distance[i + row - 1], distance[i + row + 1]) + Math.SQRT2
    distance[i] = Math.min(distance[i], straight, slanted)
  }
}

/** Lets `value` grow into its four neighbours, `steps` times. */
function spread(mask: HeadMask, steps: number, value: 0 | 1): HeadMask {
  const { widthPx, heightPx } = mask
  let { data } = mask
  for (let step = 0; step < steps; step++) {
    const next = data.slice()
    for (let y = 0, i = 0; y < heightPx; y++) {
      for (let x = 0; x < widthPx; x++, i++) {
        const isBeside =
          (x > 0 && data[i - 1] === value) ||
          (x < widthPx - 1 && data[i + 1] === value) ||
          (y > 0 && data[i - widthPx] === value) ||
          (y < heightPx - 1 && data[i + widthPx] === value)
        if (isBeside) next[i] = value
      }
    }
    data = next
  }
  return { ...mask, data }
}

/** Marks the pixels of `value` that hang together with the starts. */
function reach({ widthPx, heightPx, data }: HeadMask, starts: readonly number[], value: 0 | 1): Uint8Array {
  const reached = new Uint8Array(data.length)
  const open = new Int32Array(data.length)
  let count = 0
  const visit = (i: number) => {
    if (reached[i] === 1 || data[i] !== value) return
    reached[i] = 1
    open[count++] = i
  }
  for (const i of starts) visit(i)
  while (count > 0) {
    const i = open[--count]
    const x = i % widthPx
    if (x > 0) visit(i - 1)
    if (x < widthPx - 1) visit(i + 1)
    if (i >= widthPx) visit(i - widthPx)
    if (i < widthPx * (heightPx - 1)) visit(i + widthPx)
  }
  return reached
}
