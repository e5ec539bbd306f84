import type { Point } from '../transform.ts'

/**
 * Where samples of a grid fall: sample (i, j) has its centre at
 * (leftPx + (i + 0.5) stepPx, topPx + (j + 0.5) stepPx) in the photo's upright pixels.
 */
export interface SampleGrid {
  readonly leftPx: number
  readonly topPx: number
  readonly stepPx: number
  readonly width: number
  readonly height: number
}

/** The samples whose centres lie in any of the polygons (even-odd rule within one polygon): 1 inside, 0 outside. */
export function polygonMask(polygons: readonly (readonly Point[])[], grid: SampleGrid): Uint8Array {
  const mask = new Uint8Array(grid.width * grid.height)
  for (const polygon of polygons) fillPolygon(mask, polygon, grid)
  return mask
}

/** Keeps the samples of a mask whose square neighbourhood of `radius` samples lies in the mask as well. */
export function erodeMask(mask: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  if (radius <= 0) return mask
  const rows = new Uint8Array(mask.length)
  for (let y = 0; y < height; y++) erodeLine(mask, rows, y * width, 1, width, radius)
  const both = new Uint8Array(mask.length)
  for (let x = 0; x < width; x++) erodeLine(rows, both, x, width, height, radius)
  return both
}

/** Adds to a mask every sample within `radius` columns and rows of it. */
export function dilateMask(mask: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  // A border around the grid keeps the outside from eating into the complement at the edges.
  const [wide, high] = [width + 2 * radius, height + 2 * radius]
  const outside = new Uint8Array(wide * high).fill(1)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (mask[y * width + x] === 1) outside[(y + radius) * wide + x + radius] = 0
    }
  }
  const eroded = erodeMask(outside, wide, high, radius)
  return mask.map((_, i) => 1 - eroded[(Math.floor(i / width) + radius) * wide + (i % width) + radius])
}

function erodeLine(
  source: Uint8Array,
  target: Uint8Array,
  start: number,
  stride: number,
  length: number,
  radius: number,
) {
  let inside = 0
  for (let i = 0; i < length + radius; i++) {
    inside = i < length && source[start + i * stride] === 1 ? inside + 1 : 0
    const centre = i - radius
    if (centre >= 0 && inside > 2 * radius) target[start + centre * stride] = 1
  }
}

function fillPolygon(mask: Uint8Array, polygon: readonly Point[], grid: SampleGrid) {
  for (let row = 0; row < grid.height; row++) {
    const y = grid.topPx + (row + 0.5) * grid.stepPx
    const crossings: number[] = []
    for (let i = 0; i < polygon.length; i++) {
      const [x1, y1] = polygon[i]
      const [x2, y2] = polygon[(i + 1) % polygon.length]
      if (y1 <= y !== y2 <= y) crossings.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1))
    }
    crossings.sort((a, b) => a - b)
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const first = Math.max(0, Math.ceil((crossings[pair] - grid.leftPx) / grid.stepPx - 0.5))
      const last = Math.min(
        grid.width - 1,
        Math.ceil((crossings[pair + 1] - grid.leftPx) / grid.stepPx - 0.5) - 1,
      )
      if (last >= first) mask.fill(1, row * grid.width + first, row * grid.width + last + 1)
    }
  }
}
