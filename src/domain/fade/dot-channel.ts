import { tilesInMask } from './displacement-field.ts'
import { blurPlane, type Plane, subtractPlanes } from './plane.ts'
import { responseCorrection } from './camera-response.ts'
import { median, robustDeviation } from './robust.ts'

/** What the dots of one tile say. */
export interface DotTile {
  /** Top-left corner in samples of the grid. */
  readonly x: number
  readonly y: number
  /** Contrast of the visit's dots over the baseline's; null where the tile cannot be trusted. */
  readonly ratio: number | null
  /** Correlation of the two patterns, -1 .. 1: near 1 where the very same dots lie on each other. */
  readonly coherence: number
}

/** Dot contrast of a visit against its baseline. */
export interface DotMeasurement {
  readonly ratio: number
  /** Standard error of the median over tiles. */
  readonly standardError: number
  readonly coherence: number
  readonly tileSize: number
  readonly tiles: readonly DotTile[]
}

/** Both photos on one grid, log10 of linear red; NaN where the visit's photo does not reach or cannot be used. */
export interface DotPlanes {
  readonly baseline: Plane
  readonly visit: Plane
  readonly treated: Uint8Array
  readonly bare: Uint8Array
  /** Standard deviation of the dots in samples. */
  readonly dotSigmaPx: number
}

const MIN_COHERENCE = 0.5
const MIN_TILES = 6
/** Texture of bare skin may take this much of the baseline's pattern power away, not more: a stubbled reference would take too much. */
const MAX_FLOOR_SHARE = 0.1

/** Compares the dots of two registered photos tile by tile; null where too few tiles can be compared. */
export function measureDots(planes: DotPlanes): DotMeasurement | null {
  const { dotSigmaPx } = planes
  const filled = fillMissing(planes.visit)
  const patterns: Patterns = {
    baseline: bandOf(planes.baseline, dotSigmaPx),
    visit: bandOf(filled, dotSigmaPx),
    baselineLog: planes.baseline,
    visitLog: filled,
  }
  const usable = planes.visit.data.map((value) => (Number.isNaN(value) ? 0 : 1))
  const within = (mask: Uint8Array) => mask.map((inside, i) => (inside === 1 && usable[i] === 1 ? 1 : 0))
  const treated = within(planes.treated)
  const bare = within(planes.bare)
  for (const widths of [20, 14, 10]) {
    const tileSize = Math.round(widths * dotSigmaPx)
    const found = compareTiles(patterns, treated, bare, tileSize)
    if (found) return found
  }
  return null
}

/** A plane without NaN: missing samples take the mean, which has no texture. */
export function fillMissing(plane: Plane): Plane {
  let sum = 0
  let count = 0
  for (const value of plane.data) {
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  const mean = count > 0 ? sum / count : 0
  return { ...plane, data: plane.data.map((value) => (Number.isNaN(value) ? mean : value)) }
}

function bandOf(plane: Plane, dotSigmaPx: number): Plane {
  return subtractPlanes(blurPlane(plane, 0.7 * dotSigmaPx), blurPlane(plane, 2 * dotSigmaPx))
}

interface Moments {
  /** Mean of log10 red. */
  readonly baselineLevel: number
  readonly visitLevel: number
  readonly baseline: number
  readonly visit: number
  readonly both: number
}

/** The two photos with only the texture of dots left, and as they are. */
interface Patterns {
  readonly baseline: Plane
  readonly visit: Plane
  readonly baselineLog: Plane
  readonly visitLog: Plane
}

function compareTiles(
  patterns: Patterns,
  treated: Uint8Array,
  bare: Uint8Array,
  tileSize: number,
): DotMeasurement | null {
  const places = tilesInMask(treated, patterns.baseline, tileSize, tileSize, 0.5)
  const bareMoments = tilesInMask(bare, patterns.baseline, tileSize, tileSize, 0.5).map((tile) =>
    momentsOf(patterns, bare, tile, tileSize),
  )
  const floor = {
    baseline: median(bareMoments.map((moments) => moments.baseline)) || 0,
    visit: median(bareMoments.map((moments) => moments.visit)) || 0,
  }
  const tiles = places.map((place): DotTile => {
    const moments = momentsOf(patterns, treated, place, tileSize)
    const coherence = moments.both / Math.sqrt(moments.baseline * moments.visit)
    const most = MAX_FLOOR_SHARE * moments.baseline
    const left = moments.baseline - Math.min(most, floor.baseline)
    const leftAtVisit = moments.visit - Math.min(most, floor.visit)
    const ratio =
      coherence >= MIN_COHERENCE && leftAtVisit > 0
        ? Math.sqrt(leftAtVisit / left) * responseCorrection(moments.baselineLevel, moments.visitLevel)
        : null
    return { x: place.x, y: place.y, ratio, coherence }
  })
  const ratios = tiles.flatMap((tile) => (tile.ratio === null ? [] : [tile.ratio]))
  if (ratios.length < MIN_TILES) return null
  return {
    ratio: median(ratios),
    standardError: (1.25 * robustDeviation(ratios)) / Math.sqrt(ratios.length),
    coherence: median(tiles.map((tile) => tile.coherence)),
    tileSize,
    tiles,
  }
}

function momentsOf(
  { baseline, visit, baselineLog, visitLog }: Patterns,
  mask: Uint8Array,
  tile: { readonly x: number; readonly y: number },
  tileSize: number,
): Moments {
  let ofBaseline = 0
  let ofVisit = 0
  let both = 0
  let baselineLevel = 0
  let visitLevel = 0
  let count = 0
  for (let row = tile.y; row < tile.y + tileSize; row++) {
    for (let at = row * baseline.widthPx + tile.x; at < row * baseline.widthPx + tile.x + tileSize; at++) {
      if (mask[at] !== 1) continue
      const b = baseline.data[at]
      const v = visit.data[at]
      ofBaseline += b * b
      ofVisit += v * v
      both += b * v
      baselineLevel += baselineLog.data[at]
      visitLevel += visitLog.data[at]
      count++
    }
  }
  return {
    baseline: ofBaseline / count,
    visit: ofVisit / count,
    both: both / count,
    baselineLevel: baselineLevel / count,
    visitLevel: visitLevel / count,
  }
}
