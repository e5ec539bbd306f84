import { responseCorrection } from './camera-response.ts'
import { tilesInMask } from './displacement-field.ts'
import { BAND_COUNT, BAND_WEIGHTS, dotBands } from './dot-bands.ts'
import { glossCorrection, glossShares } from './gloss.ts'
import type { Plane } from './plane.ts'
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
  /** Share of light that is gloss in the baseline and in the visit. */
  readonly baselineGloss: number
  readonly visitGloss: number
}

/** Dot contrast of a visit against its baseline. */
export interface DotMeasurement {
  readonly ratio: number
  /** Standard deviation of the ratio: the scatter of tiles, and the share of doubt in every correction. */
  readonly sigma: number
  /** Median over tiles. */
  readonly coherence: number
  /** Share of tiles in which either photo is cut off at white. */
  readonly clippedShare: number
  readonly tileSize: number
  readonly tiles: readonly DotTile[]
}

/** One photo on the grid, NaN where it does not reach or cannot be used. */
export interface SkinPlanes {
  /** log10 of linear red. */
  readonly red: Plane
  /** log10 of linear green over linear red. */
  readonly tint: Plane
  /** 1 where red was at the end of its range. */
  readonly clipped: Uint8Array
}

/** Both photos on one grid. */
export interface DotPlanes {
  readonly baseline: SkinPlanes
  readonly visit: SkinPlanes
  readonly treated: Uint8Array
  readonly bare: Uint8Array
  /** Standard deviation of the dots in samples. */
  readonly dotSigmaPx: number
}

const MIN_COHERENCE = 0.5
const MIN_TILES = 6
/** Where the skin between the dots is cut off at white, their contrast is too. */
const MAX_CLIPPED_SHARE = 0.05
const TILE_SHARE = 0.5
/** Edges of tiles over the dots' standard deviation; smaller ones serve small regions. */
const TILE_WIDTHS = [20, 14, 10]
/** Texture of bare skin may take this much of the pattern's power away, not more: a stubbled reference would take too much. */
const MAX_FLOOR_SHARE = 0.15
/** What stays uncertain in the best of photos, and the share of each correction that may be wrong; both as measured. */
const BASE_SIGMA = 0.035
const CORRECTION_DOUBT = 0.25
/** The bands in which the patterns are compared: those nearest to the dots' own size. */
const COHERENCE_BANDS = [1, 2, 3]

/** Compares the dots of two registered photos tile by tile; null where too few tiles can be compared. */
export function measureDots(planes: DotPlanes): DotMeasurement | null {
  const { dotSigmaPx } = planes
  const usable = planes.visit.red.data.map((value) => (Number.isNaN(value) ? 0 : 1))
  const within = (mask: Uint8Array) => mask.map((inside, i) => (inside === 1 && usable[i] === 1 ? 1 : 0))
  const patterns: Patterns = {
    baseline: planes.baseline,
    visit: planes.visit,
    baselineBands: dotBands(planes.baseline.red, dotSigmaPx),
    visitBands: dotBands(fillMissing(planes.visit.red), dotSigmaPx),
  }
  const treated = within(planes.treated)
  const bare = within(planes.bare)
  for (const widths of TILE_WIDTHS) {
    const found = compareTiles(patterns, treated, bare, Math.round(widths * dotSigmaPx))
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

/** The photos with only the texture of dots left, band by band, and as they are. */
interface Patterns {
  readonly baseline: SkinPlanes
  readonly visit: SkinPlanes
  readonly baselineBands: readonly Plane[]
  readonly visitBands: readonly Plane[]
}

/** Means over the samples of one tile; power and product by band. */
interface TileMeans {
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

function compareTiles(
  patterns: Patterns,
  treated: Uint8Array,
  bare: Uint8Array,
  tileSize: number,
): DotMeasurement | null {
  const size = patterns.baseline.red
  const places = tilesInMask(treated, size, tileSize, tileSize, TILE_SHARE)
  const means = places.map((place) => meansOf(patterns, treated, place, tileSize))
  const bareMeans = tilesInMask(bare, size, tileSize, tileSize, TILE_SHARE).map((place) =>
    meansOf(patterns, bare, place, tileSize),
  )
  const floor = skinFloor(bareMeans)
  const shares = glossShares(
    {
      treated: means.map((tile) => tile.baselineTint),
      bare: bareMeans.map((tile) => tile.baselineTint),
    },
    { treated: means.map((tile) => tile.visitTint), bare: bareMeans.map((tile) => tile.visitTint) },
  )
  const tiles = means.map((tile, i): DotTile => {
    const gloss = { baselineGloss: shares.baseline[i], visitGloss: shares.visit[i] }
    const coherence = coherenceOf(tile)
    const isUsable = coherence >= MIN_COHERENCE && tile.clippedShare <= MAX_CLIPPED_SHARE
    const ratio = isUsable
      ? contrastRatio(tile, floor) *
        responseCorrection(tile.baselineLevel, tile.visitLevel) *
        glossCorrection(gloss.baselineGloss, gloss.visitGloss)
      : null
    return { x: places[i].x, y: places[i].y, ratio, coherence, ...gloss }
  })
  const ratios = tiles.flatMap((tile) => (tile.ratio === null ? [] : [tile.ratio]))
  if (ratios.length < MIN_TILES) return null
  return {
    ratio: median(ratios),
    sigma: median(ratios) * relativeSigma(tiles, means),
    coherence: median(tiles.map((tile) => tile.coherence)),
    clippedShare: means.filter((tile) => tile.clippedShare > MAX_CLIPPED_SHARE).length / means.length,
    tileSize,
    tiles,
  }
}

/** Standard deviation of the logarithm of the ratio. */
function relativeSigma(tiles: readonly DotTile[], means: readonly TileMeans[]): number {
  const used = tiles.flatMap((tile, i) =>
    tile.ratio === null
      ? []
      : [
          {
            log: Math.log(tile.ratio),
            response: Math.log(responseCorrection(means[i].baselineLevel, means[i].visitLevel)),
            gloss: Math.log(glossCorrection(tile.baselineGloss, tile.visitGloss)),
          },
        ],
  )
  const scatter = (1.25 * robustDeviation(used.map((tile) => tile.log))) / Math.sqrt(used.length)
  return Math.hypot(
    BASE_SIGMA,
    scatter,
    CORRECTION_DOUBT * median(used.map((tile) => tile.response)),
    CORRECTION_DOUBT * median(used.map((tile) => tile.gloss)),
  )
}

/**
 * Power of bare skin's own texture and of noise, by band. The smaller of the two photos' counts: texture is in both,
 * and what only one has (noise, a stubbled or blurred reference) says nothing of the treated skin.
 */
function skinFloor(bare: readonly TileMeans[]): number[] {
  return BAND_WEIGHTS.map((_, band) => {
    if (bare.length === 0) return 0
    return Math.min(
      median(bare.map((tile) => tile.baselinePower[band])),
      median(bare.map((tile) => tile.visitPower[band])),
    )
  })
}

/** Amplitude of the visit's pattern over the baseline's, joined over the bands. */
function contrastRatio(tile: TileMeans, floor: readonly number[]): number {
  let logRatio = 0
  for (const [band, weight] of BAND_WEIGHTS.entries()) {
    const baseline = tile.baselinePower[band]
    const visit = tile.visitPower[band]
    const taken = Math.min(floor[band], MAX_FLOOR_SHARE * Math.min(baseline, visit))
    logRatio += weight * 0.5 * Math.log((visit - taken) / (baseline - taken))
  }
  return Math.exp(logRatio)
}

function coherenceOf(tile: TileMeans): number {
  const sum = (values: readonly number[]) => COHERENCE_BANDS.reduce((total, band) => total + values[band], 0)
  return sum(tile.product) / Math.sqrt(sum(tile.baselinePower) * sum(tile.visitPower))
}

function meansOf(
  patterns: Patterns,
  mask: Uint8Array,
  tile: { readonly x: number; readonly y: number },
  tileSize: number,
): TileMeans {
  const { baseline, visit, baselineBands, visitBands } = patterns
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
