import { median, weightedLeastSquares } from './robust.ts'
import type { Plane } from './plane.ts'

/** A shift measured at one place: where the baseline's pattern lies in the other plane, in samples. */
export interface TileShift {
  /** Centre of the tile in samples. */
  readonly x: number
  readonly y: number
  readonly dx: number
  readonly dy: number
  /** Normalised cross-correlation at the shift, -1 .. 1. */
  readonly correlation: number
}

/** A shift for every place of the baseline grid, in samples. */
export type DisplacementField = (x: number, y: number) => readonly [dx: number, dy: number]

export const NO_DISPLACEMENT: DisplacementField = () => [0, 0]

/** Where tiles of `tileSize` samples lie so that most of each is in the mask; top-left corners in samples. */
export function tilesInMask(
  mask: Uint8Array,
  size: { readonly widthPx: number; readonly heightPx: number },
  tileSize: number,
  stride: number,
  share: number,
): { readonly x: number; readonly y: number; readonly share: number }[] {
  const tiles = []
  for (let y = 0; y + tileSize <= size.heightPx; y += stride) {
    for (let x = 0; x + tileSize <= size.widthPx; x += stride) {
      let inside = 0
      for (let row = y; row < y + tileSize; row++) {
        for (let at = row * size.widthPx + x; at < row * size.widthPx + x + tileSize; at++) inside += mask[at]
      }
      const covered = inside / (tileSize * tileSize)
      if (covered >= share) tiles.push({ x, y, share: covered })
    }
  }
  return tiles
}

/**
 * Finds for each tile of the baseline the shift, within `radius` samples, at which the visit's band-passed pattern
 * correlates best. Sub-sample by a parabola through the peak. No sample of either is NaN.
 */
export function measureTileShifts(
  baseline: Plane,
  visit: Plane,
  tiles: readonly { readonly x: number; readonly y: number }[],
  options: { readonly tileSize: number; readonly radius: number; readonly stride: number },
): TileShift[] {
  const { tileSize, radius, stride } = options
  const span = 2 * radius + 1
  const scores = new Float64Array(span * span)
  const found: TileShift[] = []
  for (const place of tiles) {
    const tile = cutTile(baseline, place, tileSize, stride)
    scores.fill(-1)
    let best = 0
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const index = (dy + radius) * span + dx + radius
        scores[index] = correlationAt(tile, visit, stride, dx, dy)
        if (scores[index] > scores[best]) best = index
      }
    }
    const column = best % span
    const row = Math.floor(best / span)
    // A peak on the rim is no peak: the true one may lie beyond.
    if (column === 0 || row === 0 || column === span - 1 || row === span - 1) continue
    found.push({
      x: tile.x + tileSize / 2,
      y: tile.y + tileSize / 2,
      dx: column - radius + parabolaPeak(scores[best - 1], scores[best], scores[best + 1]),
      dy: row - radius + parabolaPeak(scores[best - span], scores[best], scores[best + span]),
      correlation: scores[best],
    })
  }
  return found
}

/** A quadratic surface through the shifts, without those that disagree; null where too few agree. */
export function fitSmoothField(
  shifts: readonly TileShift[],
  size: { readonly widthPx: number; readonly heightPx: number },
): { readonly field: DisplacementField; readonly agreeing: readonly TileShift[] } | null {
  const half = Math.max(size.widthPx, size.heightPx) / 2
  const terms = (x: number, y: number, order: number) => {
    const u = x / half - 1
    const v = y / half - 1
    return order === 0 ? [1] : order === 1 ? [1, u, v] : [1, u, v, u * u, u * v, v * v]
  }
  let fit = fitFrom(shifts, 0, terms)
  if (!fit) return null
  // From rigid to curved, each time with a tighter view of what belongs.
  for (const [order, tolerance] of [
    [0, 8],
    [1, 5],
    [1, 3.5],
    [2, 2.5],
    [2, 2],
  ] as const) {
    const near = shifts.filter((shift) => {
      const [dx, dy] = fit!.field(shift.x, shift.y)
      return Math.hypot(shift.dx - dx, shift.dy - dy) < tolerance
    })
    const enough = near.length >= (order === 2 ? 18 : order === 1 ? 8 : 3)
    const next = enough ? fitFrom(near, order, terms) : null
    if (next) fit = next
  }
  return fit
}

/** Adds what single tiles still deviate, smoothed over each tile's neighbours, to a smooth field. */
export function addLocalShifts(
  field: DisplacementField,
  shifts: readonly TileShift[],
  reach: number,
): DisplacementField {
  const cells = new Map<string, TileShift[]>()
  for (const shift of shifts) {
    const key = `${Math.floor(shift.x / reach)},${Math.floor(shift.y / reach)}`
    const cell = cells.get(key)
    if (cell) cell.push(shift)
    else cells.set(key, [shift])
  }
  return (x, y) => {
    const [dx, dy] = field(x, y)
    const column = Math.floor(x / reach)
    const row = Math.floor(y / reach)
    let weight = 0.05
    let sumX = 0
    let sumY = 0
    for (let j = row - 2; j <= row + 2; j++) {
      for (let i = column - 2; i <= column + 2; i++) {
        for (const shift of cells.get(`${i},${j}`) ?? []) {
          const distance = ((shift.x - x) ** 2 + (shift.y - y) ** 2) / (reach * reach)
          if (distance > 4) continue
          const w = Math.max(0, shift.correlation) ** 2 * Math.exp(-2 * distance)
          weight += w
          sumX += w * shift.dx
          sumY += w * shift.dy
        }
      }
    }
    return [dx + sumX / weight, dy + sumY / weight]
  }
}

/** The same field from values on a lattice, interpolated: cheap enough to ask for every sample. */
export function latticeField(
  field: DisplacementField,
  size: { readonly widthPx: number; readonly heightPx: number },
  spacing = 8,
): DisplacementField {
  const columns = Math.ceil(size.widthPx / spacing) + 2
  const rows = Math.ceil(size.heightPx / spacing) + 2
  const alongX = new Float32Array(columns * rows)
  const alongY = new Float32Array(columns * rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [dx, dy] = field(column * spacing, row * spacing)
      alongX[row * columns + column] = dx
      alongY[row * columns + column] = dy
    }
  }
  return (x, y) => {
    const left = Math.max(0, Math.min(columns - 2, Math.floor(x / spacing)))
    const top = Math.max(0, Math.min(rows - 2, Math.floor(y / spacing)))
    const u = x / spacing - left
    const v = y / spacing - top
    const at = top * columns + left
    const mixed = (values: Float32Array) =>
      (1 - v) * ((1 - u) * values[at] + u * values[at + 1]) +
      v * ((1 - u) * values[at + columns] + u * values[at + columns + 1])
    return [mixed(alongX), mixed(alongY)]
  }
}

function fitFrom(
  shifts: readonly TileShift[],
  order: number,
  terms: (x: number, y: number, order: number) => number[],
): { field: DisplacementField; agreeing: readonly TileShift[] } | null {
  if (shifts.length < 3) return null
  if (order === 0) {
    const dx = median(shifts.map((shift) => shift.dx))
    const dy = median(shifts.map((shift) => shift.dy))
    return { field: () => [dx, dy], agreeing: shifts }
  }
  const design = shifts.map((shift) => terms(shift.x, shift.y, order))
  const weights = shifts.map((shift) => Math.max(0.01, shift.correlation) ** 2)
  const alongX = weightedLeastSquares(
    design,
    shifts.map((shift) => shift.dx),
    weights,
  )
  const alongY = weightedLeastSquares(
    design,
    shifts.map((shift) => shift.dy),
    weights,
  )
  if (!alongX || !alongY) return null
  const field: DisplacementField = (x, y) => {
    const at = terms(x, y, order)
    let dx = 0
    let dy = 0
    for (const [k, term] of at.entries()) {
      dx += term * alongX[k]
      dy += term * alongY[k]
    }
    return [dx, dy]
  }
  return { field, agreeing: shifts }
}

/** The correlation of a tile's samples, row by row, with those of the visit that lie a shift away; -1 beyond its edge. */
function correlationAt(
  tile: CutTile,
  { data, widthPx, heightPx }: Plane,
  stride: number,
  dx: number,
  dy: number,
): number {
  const [left, top] = [tile.x + dx, tile.y + dy]
  if (left < 0 || top < 0 || left + tile.size > widthPx || top + tile.size > heightPx) return -1
  const { samples } = tile
  let both = 0
  let ofVisit = 0
  let at = 0
  for (let row = top; row < top + tile.size; row += stride) {
    const end = row * widthPx + left + tile.size
    for (let moved = row * widthPx + left; moved < end; moved += stride, at++) {
      const v = data[moved]
      both += samples[at] * v
      ofVisit += v * v
    }
  }
  return tile.power > 0 && ofVisit > 0 ? both / Math.sqrt(tile.power * ofVisit) : -1
}

/** Every `stride`-th sample of a tile each way, and the sum of their squares. */
interface CutTile {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly samples: Float32Array
  readonly power: number
}

function cutTile(
  { data, widthPx }: Plane,
  { x, y }: { readonly x: number; readonly y: number },
  size: number,
  stride: number,
): CutTile {
  const perSide = Math.ceil(size / stride)
  const samples = new Float32Array(perSide * perSide)
  let power = 0
  for (let row = 0; row < perSide; row++) {
    for (let column = 0; column < perSide; column++) {
      const value = data[(y + row * stride) * widthPx + x + column * stride]
      samples[row * perSide + column] = value
      power += value * value
    }
  }
  return { x, y, size, samples, power }
}

function parabolaPeak(before: number, peak: number, after: number): number {
  const curvature = before - 2 * peak + after
  return curvature < 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * curvature))) : 0
}
