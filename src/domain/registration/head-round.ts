import { fitQuartic, type Quartic } from '../head-depth.ts'
import type { Point } from '../transform.ts'
import { polygonTest } from './head-region.ts'

/** What a photo's places are told by: their distance from a middle, in units of so many pixels. */
export interface PlaceFrame {
  readonly centre: Point
  readonly scalePx: number
}

/** How far towards the camera the skin stands out behind an outline, in units of a frame. */
export interface HeadRound {
  /** At a place of the photo, in its pixels; 0 outside. */
  readonly depthAt: (x: number, y: number) => number
  /** Its square, as closely as a quartic tells it; null where too little is enclosed. */
  readonly square: Quartic | null
}

/** A head's round, and places over what is compared, each with what it counts. */
export interface RoundHead extends HeadRound {
  readonly places: readonly { readonly at: Point; readonly weight: number }[]
}

/** Side of the cells on which the depth is worked out. */
const CELL_PX = 16
const ROUNDS = 100
/** What a cell is raised above its neighbours. */
const SOURCE = 4 * CELL_PX * CELL_PX
/** Towards the rim the depth falls steeply, so that a little of its square is much of it: what that counts there, as a share of the deepest. */
const RIM = 0.1
/** Successive over-relaxation (Young, 1954): how much further than its neighbours say a cell goes. */
const OVER = 1.8

/**
 * The round that an outline encloses: the square of its depth has the same bend everywhere and is 0 along the outline, so that an
 * ellipse encloses an ellipsoid as deep as it is on average wide, and any other outline what grows out of it smoothly (Baran and
 * Lehtinen, Notes on Inflating Curves, 2009). Where the picture's edge cuts the head off it goes on as it is.
 */
export function headRound(
  outline: readonly Point[],
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
  { centre, scalePx }: PlaceFrame,
): HeadRound {
  const columns = Math.max(2, Math.ceil(widthPx / CELL_PX))
  const rows = Math.max(2, Math.ceil(heightPx / CELL_PX))
  const isInside = polygonTest(outline)
  const inside: number[] = []
  for (let i = 0; i < columns * rows; i++) {
    if (isInside(((i % columns) + 0.5) * CELL_PX, (Math.floor(i / columns) + 0.5) * CELL_PX)) inside.push(i)
  }
  const squares = new Float64Array(columns * rows)
  // By index, since cells are asked many times; beyond the picture's edge a cell is its own neighbour.
  const left = Int32Array.from(inside, (i) => (i % columns > 0 ? i - 1 : i))
  const right = Int32Array.from(inside, (i) => (i % columns < columns - 1 ? i + 1 : i))
  const above = Int32Array.from(inside, (i) => (i >= columns ? i - columns : i))
  const below = Int32Array.from(inside, (i) => (i < columns * (rows - 1) ? i + columns : i))
  for (let round = 0; round < ROUNDS; round++) {
    for (let k = 0; k < inside.length; k++) {
      const i = inside[k]
      const around = squares[left[k]] + squares[right[k]] + squares[above[k]] + squares[below[k]]
      squares[i] += OVER * ((around + SOURCE) / 4 - squares[i])
    }
  }
  const deepest = squares.reduce((most, square) => Math.max(most, square), 0)
  const square = fitQuartic(
    inside.map((i) => ({
      u: (((i % columns) + 0.5) * CELL_PX - centre[0]) / scalePx,
      v: ((Math.floor(i / columns) + 0.5) * CELL_PX - centre[1]) / scalePx,
      value: squares[i] / scalePx ** 2,
      weight: 1 / (squares[i] / deepest + RIM),
    })),
  )
  return {
    square,
    depthAt(x, y) {
      const across = Math.max(0, Math.min(columns - 1, x / CELL_PX - 0.5))
      const down = Math.max(0, Math.min(rows - 1, y / CELL_PX - 0.5))
      const left = Math.min(columns - 2, Math.floor(across))
      const top = Math.min(rows - 2, Math.floor(down))
      const [s, t] = [across - left, down - top]
      const i = top * columns + left
      const upper = (1 - s) * squares[i] + s * squares[i + 1]
      const lower = (1 - s) * squares[i + columns] + s * squares[i + columns + 1]
      return Math.sqrt(Math.max(0, (1 - t) * upper + t * lower)) / scalePx
    },
  }
}
