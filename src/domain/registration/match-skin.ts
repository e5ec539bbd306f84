import { applyMeasuringWarp, type MeasuringWarp } from '../measuring-warp.ts'
import type { Correspondence } from './correspondence.ts'
import { correlateCells, CELL, type CellCorrelations, type CountedCell } from './correlate-cells.ts'
import { layOverBefore, type SkinPair } from './skin-picture.ts'

/** A patch of skin and where it was found. */
export interface SkinMatch extends Correspondence {
  /** How sure it is across, across and down together, and down: the inverse of a covariance, in after pixels. */
  readonly precision: readonly [xx: number, xy: number, yy: number]
}

/** The patches that were found, and how many were looked for. */
export interface SkinMatches {
  readonly matches: readonly SkinMatch[]
  readonly patches: number
}

/** How far around its predicted place a patch is looked for, and how large it is (one standard deviation), in before pixels. */
export interface SkinSearch {
  readonly reachPx: number
  readonly patchPx: number
}

/** Whether a cell is looked at, by its column and row. */
export type IsAsked = (column: number, row: number) => boolean

/** So many pixels of a band picture err together. */
const BLURRED_AREA_PX = 64
/** No patch is surer than this, in before pixels: it is looked for as if it were flat. */
const SUREST_PX = 1
/** Of a patch's middle, what must lie on skin. */
const LEAST_SHOWN = 0.35
/** What at least counts as noise: of the energy, and in units of an evened-out band where there is hardly any. */
const LEAST_NOISE = 0.02
const FAINTEST_NOISE = 0.02

/**
 * Finds patches of skin around where the warp predicts them, by the best correlation of both photos at middling sizes: where
 * pigment covers what features need, moles, mottling and the edges of hair still agree. How sure a patch is follows from its
 * structure and from what does not agree (Foerstner, A Feature Based Correspondence Algorithm, 1986): an edge is sure across
 * itself only. Patches whose best place lies at the end of the reach are not found.
 */
export function matchSkin(pair: SkinPair, warp: MeasuringWarp, search: SkinSearch): SkinMatches {
  return patchesIn(correlateSkin(pair, warp, search.reachPx), search.patchPx)
}

/** Both photos' skin laid over each other, and how cells of it agree. */
export interface SkinCorrelations {
  readonly pair: SkinPair
  readonly warp: MeasuringWarp
  readonly cells: CellCorrelations
}

/** Lays the after photo over the before photo and correlates their skin; good until the next is. */
export function correlateSkin(pair: SkinPair, warp: MeasuringWarp, reachPx: number): SkinCorrelations {
  const reach = Math.max(2, Math.round(reachPx / pair.level.shrink))
  return { pair, warp, cells: correlateCells(pair.before, layOverBefore(pair, warp), reach) }
}

/** The patches of correlated skin, of this size, in the cells that are asked. */
export function patchesIn(
  { pair, warp, cells }: SkinCorrelations,
  patchPx: number,
  isAsked: IsAsked = () => true,
): SkinMatches {
  const { shrink, stepCells } = pair.level
  const sigma = patchPx / shrink / CELL
  const overlap = Math.min(1, stepCells ** 2 / (4 * Math.PI * sigma * sigma))
  const matches: SkinMatch[] = []
  const weights = patchWeights(sigma)
  let patches = 0
  for (let row = 0; row < cells.rows; row += stepCells) {
    for (let column = 0; column < cells.columns; column += stepCells) {
      const patch = poolPatch(cells, column, row, weights, isAsked)
      if (!patch) continue
      patches++
      const shift = bestShift(patch.surface, cells.reach)
      if (!shift) continue
      const x = (pair.leftPx + patch.x) * shrink
      const y = (pair.topPx + patch.y) * shrink
      const [u, v] = applyMeasuringWarp(warp, [x + shift.dx * shrink, y + shift.dy * shrink])
      const disagreement = Math.max(LEAST_NOISE * patch.energy, patch.energy - 2 * shift.value)
      const noise = Math.max(FAINTEST_NOISE, disagreement / patch.seen)
      const scale = 1 / (noise * BLURRED_AREA_PX * shrink * shrink)
      const [xx, xy, yy] = patch.structure
      matches.push({ x, y, u, v, precision: limited([xx * scale, xy * scale, yy * scale], overlap) })
    }
  }
  return { matches, patches }
}

interface Patch {
  /** The middle of the skin in the patch, in level pixels of the window. */
  readonly x: number
  readonly y: number
  readonly surface: Float64Array
  readonly structure: readonly [number, number, number]
  readonly energy: number
  readonly seen: number
}

/** What cells count so far around one, row by row. */
interface PatchWeights {
  readonly around: number
  readonly weights: Float64Array
}

function patchWeights(sigma: number): PatchWeights {
  const around = Math.ceil(2 * sigma)
  const side = 2 * around + 1
  const weights = Float64Array.from({ length: side * side }, (_, i) => {
    const [dx, dy] = [(i % side) - around, Math.floor(i / side) - around]
    return Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma))
  })
  return { around, weights }
}

/** Adds up the cells around one, with Gaussian weights; null where there is too little skin. */
function poolPatch(
  cells: CellCorrelations,
  column: number,
  row: number,
  { around, weights }: PatchWeights,
  isAsked: IsAsked,
): Patch | null {
  const { columns, rows } = cells
  const shown: CountedCell[] = []
  let [xx, xy, yy, energy, seen, total, x, y] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (let dy = -around, i = 0; dy <= around; dy++) {
    for (let dx = -around; dx <= around; dx++, i++) {
      const weight = weights[i]
      const [c, r] = [column + dx, row + dy]
      if (!isAsked(c, r)) continue
      total += weight * CELL * CELL
      if (c < 0 || r < 0 || c >= columns || r >= rows) continue
      const cell = r * columns + c
      const count = weight * cells.seen[cell]
      if (count === 0) continue
      seen += count
      x += count * (c + 0.5) * CELL
      y += count * (r + 0.5) * CELL
      xx += weight * cells.xx[cell]
      xy += weight * cells.xy[cell]
      yy += weight * cells.yy[cell]
      energy += weight * cells.energy[cell]
      shown.push({ cell, weight })
    }
  }
  if (seen < LEAST_SHOWN * total) return null
  const surface = cells.surfaceOf(shown)
  return { x: x / seen, y: y / seen, surface, structure: [xx, xy, yy], energy, seen }
}

/** The highest place of a surface between its pixels; null at its edge. */
function bestShift(surface: Float64Array, reach: number): { dx: number; dy: number; value: number } | null {
  const side = 2 * reach + 1
  let best = 0
  for (let k = 1; k < surface.length; k++) if (surface[k] > surface[best]) best = k
  const [x, y] = [best % side, Math.floor(best / side)]
  if (x === 0 || y === 0 || x === side - 1 || y === side - 1) return null
  const value = surface[best]
  return {
    dx: x - reach + vertexOf(surface[best - 1], value, surface[best + 1]),
    dy: y - reach + vertexOf(surface[best - side], value, surface[best + side]),
    value,
  }
}

/** Where the parabola through three even places has its vertex. */
function vertexOf(left: number, middle: number, right: number): number {
  const bend = left - 2 * middle + right
  return bend < 0 ? (left - right) / (2 * bend) : 0
}

/** Adds to a covariance what no patch can know better, and shares it among patches that overlap. */
function limited([a, b, c]: readonly [number, number, number], share: number): SkinMatch['precision'] {
  const determinant = a * c - b * b
  if (!(determinant > 1e-12)) return [0, 0, 0]
  const xx = c / determinant + SUREST_PX ** 2
  const xy = -b / determinant
  const yy = a / determinant + SUREST_PX ** 2
  const scale = share / (xx * yy - xy * xy)
  return [yy * scale, -xy * scale, xx * scale]
}
