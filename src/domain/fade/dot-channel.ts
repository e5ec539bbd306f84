import { responseCorrection } from './camera-response.ts'
import { tilesInMask } from './displacement-field.ts'
import { BAND_COUNT, BAND_WEIGHTS, dotBands } from './dot-bands.ts'
import { glossCorrection, glossShares } from './gloss.ts'
import { fillMissing } from './plane.ts'
import { median, robustDeviation } from './robust.ts'
import { meansOfTile, type PhotoPair, type SkinPlanes, type TileMeans } from './tile-means.ts'

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
  /** Standard deviation of the ratio: the scatter of tiles, and a share of doubt in every correction. */
  readonly sigma: number
  /** Median over tiles. */
  readonly coherence: number
  /** Share of tiles in which either photo is cut off at white; they are left out. */
  readonly clippedShare: number
  /** Share of tiles with so much surface reflection that colours hardly tell how much. */
  readonly shinyShare: number
  /** Logarithm of the finest band's ratio over the coarsest band's: well below 0 for a softer visit. */
  readonly sharpness: number
  readonly tileSize: number
  readonly tiles: readonly DotTile[]
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
const TILE_SHARE = 0.5
/** Edges of tiles over the dots' standard deviation; smaller ones serve small regions. */
const TILE_WIDTHS = [20, 14, 10]
/** Where the skin between the dots is cut off at white, their contrast is too. */
const MAX_CLIPPED_SHARE = 0.05
const SHINY = 0.3
/** Texture of bare skin may take this much of the pattern's power away, not more: a stubbled reference would take too much. */
const MAX_FLOOR_SHARE = 0.15
/** The bands in which the patterns are compared: those nearest to the dots' own size. */
const COHERENCE_BANDS = [1, 2, 3]
/** What stays uncertain in the best of photos, and the share of each correction that may be wrong; both as measured. */
const BASE_SIGMA = 0.03
const CORRECTION_DOUBT = 0.25

/** Compares the dots of two registered photos tile by tile; null where too few tiles can be compared. */
export function measureDots(planes: DotPlanes): DotMeasurement | null {
  const { dotSigmaPx } = planes
  const usable = planes.visit.red.data.map((value) => (Number.isNaN(value) ? 0 : 1))
  const within = (mask: Uint8Array) => mask.map((inside, i) => (inside === 1 && usable[i] === 1 ? 1 : 0))
  const pair: PhotoPair = {
    baseline: planes.baseline,
    visit: planes.visit,
    baselineBands: dotBands(planes.baseline.red, dotSigmaPx),
    visitBands: dotBands(fillMissing(planes.visit.red), dotSigmaPx),
  }
  const treated = within(planes.treated)
  const bare = within(planes.bare)
  for (const widths of TILE_WIDTHS) {
    const found = compareTiles(pair, treated, bare, Math.round(widths * dotSigmaPx))
    if (found) return found
  }
  return null
}

function compareTiles(
  pair: PhotoPair,
  treated: Uint8Array,
  bare: Uint8Array,
  tileSize: number,
): DotMeasurement | null {
  const meansIn = (mask: Uint8Array) =>
    tilesInMask(mask, pair.baseline.red, tileSize, tileSize, TILE_SHARE).map((place) => ({
      ...place,
      ...meansOfTile(pair, mask, place, tileSize),
    }))
  const means = meansIn(treated)
  const bareMeans = meansIn(bare)
  const floor = skinFloor(bareMeans)
  const gloss = glossShares(
    {
      treated: means.map((tile) => tile.baselineTint),
      bare: bareMeans.map((tile) => tile.baselineTint),
    },
    { treated: means.map((tile) => tile.visitTint), bare: bareMeans.map((tile) => tile.visitTint) },
  )
  const tiles = means.map((tile, i) => ({
    x: tile.x,
    y: tile.y,
    coherence: coherenceOf(tile),
    isClipped: tile.clippedShare > MAX_CLIPPED_SHARE,
    isShiny: Math.max(gloss.baseline[i], gloss.visit[i]) > SHINY,
    bands: bandLogRatios(tile, floor),
    response: Math.log(responseCorrection(tile.baselineLevel, tile.visitLevel)),
    gloss: Math.log(glossCorrection(gloss.baseline[i], gloss.visit[i])),
  }))
  const used = tiles.filter((tile) => tile.coherence >= MIN_COHERENCE && !tile.isClipped)
  if (used.length < MIN_TILES) return null
  const ratio = Math.exp(median(used.map(logRatio)))
  return {
    ratio,
    sigma: ratio * relativeSigma(used),
    coherence: median(tiles.map((tile) => tile.coherence)),
    clippedShare: tiles.filter((tile) => tile.isClipped).length / tiles.length,
    shinyShare: tiles.filter((tile) => tile.isShiny).length / tiles.length,
    sharpness: median(used.map(({ bands }) => bands[0] - bands[BAND_COUNT - 1])),
    tileSize,
    tiles: tiles.map((tile) => ({
      x: tile.x,
      y: tile.y,
      ratio: used.includes(tile) ? Math.exp(logRatio(tile)) : null,
      coherence: tile.coherence,
    })),
  }
}

/** Logarithms of what a tile's contrasts are, band by band, and of what is corrected. */
interface TileEvidence {
  readonly bands: readonly number[]
  readonly response: number
  readonly gloss: number
}

function logRatio({ bands, response, gloss }: TileEvidence): number {
  return bands.reduce((sum, band, i) => sum + BAND_WEIGHTS[i] * band, response + gloss)
}

/** Standard deviation of the logarithm of the ratio. */
function relativeSigma(used: readonly TileEvidence[]): number {
  const scatter = (1.25 * robustDeviation(used.map(logRatio))) / Math.sqrt(used.length)
  const joined = used.map(({ bands }) =>
    bands.reduce((sum, band, i) => sum + (BAND_WEIGHTS[i] - 1 / BAND_COUNT) * band, 0),
  )
  return Math.hypot(
    BASE_SIGMA,
    scatter,
    CORRECTION_DOUBT * median(used.map((tile) => tile.response)),
    CORRECTION_DOUBT * median(used.map((tile) => tile.gloss)),
    CORRECTION_DOUBT * median(joined),
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

/** Logarithm of the amplitude of the visit's pattern over the baseline's, by band. */
function bandLogRatios(tile: TileMeans, floor: readonly number[]): number[] {
  return BAND_WEIGHTS.map((_, band) => {
    const baseline = tile.baselinePower[band]
    const visit = tile.visitPower[band]
    const taken = Math.min(floor[band], MAX_FLOOR_SHARE * Math.min(baseline, visit))
    return 0.5 * Math.log((visit - taken) / (baseline - taken))
  })
}

function coherenceOf(tile: TileMeans): number {
  const sum = (values: readonly number[]) => COHERENCE_BANDS.reduce((total, band) => total + values[band], 0)
  return sum(tile.product) / Math.sqrt(sum(tile.baselinePower) * sum(tile.visitPower))
}
