import { BAND_COUNT } from './dot-bands.ts'
import type { Plane } from './plane.ts'

/** One photo on the grid, NaN where it does not reach or cannot be used. */
export interface SkinPlanes {
  /** log10 of linear red. */
  readonly red: Plane
  /** log10 of linear green over linear red. */
  readonly tint: Plane
  /** 1 where red was at the end of its range. */
  readonly clipped: Uint8Array
}

/** Two photos on one grid: as they are, and with only the texture of dots left, band by band. */
export interface PhotoPair {
  readonly baseline: SkinPlanes
  readonly visit: SkinPlanes
  readonly baselineBands: readonly Plane[]
  readonly visitBands: readonly Plane[]
}

/** Means over the samples of one tile; power and product by band. */
export interface TileMeans {
  readonly baselinePower: readonly number[]
  readonly visitPower: readonly number[]
  readonly product: readonly number[]
  readonly baselineLevel: number
  readonly visitLevel: number
  readonly baselineTint: number
  readonly visitTint: number
  /** Share of samples at the end of the range of either photo. */
  readonly clippedShare: number
}

/** The means over those samples of a square tile that lie in the mask. */
export function meansOfTile(
  { baseline, visit, baselineBands, visitBands }: PhotoPair,
  mask: Uint8Array,
  tile: { readonly x: number; readonly y: number },
  tileSize: number,
): TileMeans {
  const width = baseline.red.widthPx
  const power = [new Float64Array(BAND_COUNT), new Float64Array(BAND_COUNT), new Float64Array(BAND_COUNT)]
  const levels = new Float64Array(4)
  let clipped = 0
  let count = 0
  for (let row = tile.y; row < tile.y + tileSize; row++) {
    for (let at = row * width + tile.x; at < row * width + tile.x + tileSize; at++) {
      if (mask[at] !== 1) continue
      count++
      for (let band = 0; band < BAND_COUNT; band++) {
        const b = baselineBands[band].data[at]
        const v = visitBands[band].data[at]
        power[0][band] += b * b
        power[1][band] += v * v
        power[2][band] += b * v
      }
      if (baseline.clipped[at] === 1 || visit.clipped[at] === 1) clipped++
      levels[0] += baseline.red.data[at]
      levels[1] += visit.red.data[at]
      levels[2] += baseline.tint.data[at]
      levels[3] += visit.tint.data[at]
    }
  }
  const [baselinePower, visitPower, product] = power.map((sums) => Array.from(sums, (sum) => sum / count))
  const [baselineLevel, visitLevel, baselineTint, visitTint] = Array.from(levels, (sum) => sum / count)
  return {
    baselinePower,
    visitPower,
    product,
    baselineLevel,
    visitLevel,
    baselineTint,
    visitTint,
    clippedShare: clipped / count,
  }
}
