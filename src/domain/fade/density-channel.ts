import { tilesInMask } from './displacement-field.ts'
import type { Plane } from './plane.ts'
import { median, weightedLeastSquares } from './robust.ts'

/** Mean optical density that pigment adds to skin, against a photo of the same skin without it. */
export interface AddedDensity {
  /** log10 units, red channel. */
  readonly density: number
  readonly standardError: number
}

const MIN_TILES_EACH = 6
const ROUNDS = 12

/**
 * The density that the treated skin gained relative to bare skin between two registered photos. `difference` is
 * log10 red of the later minus that of the photo without pigment, NaN where either is unusable: skin colour and
 * pattern cancel. Tile means are fitted with a plane of light plus a step inside the treated region
 * (Tukey's biweight), so that a change of light is not read as pigment. Null where a region has too few tiles.
 */
export function measureAddedDensity(
  difference: Plane,
  treated: Uint8Array,
  bare: Uint8Array,
  tileSize: number,
): AddedDensity | null {
  const inside = tileMeans(difference, treated, tileSize)
  const outside = tileMeans(difference, bare, tileSize)
  if (inside.length < MIN_TILES_EACH || outside.length < MIN_TILES_EACH) return null
  const tiles = [
    ...inside.map((tile) => ({ ...tile, inside: 1 })),
    ...outside.map((tile) => ({ ...tile, inside: 0 })),
  ]
  const design = tiles.map((tile) => [
    1,
    tile.x / difference.widthPx - 0.5,
    tile.y / difference.heightPx - 0.5,
    tile.inside,
  ])
  const values = tiles.map((tile) => tile.mean)
  // Both regions weigh the same, however large they are.
  const share = tiles.map((tile) => 1 / (tile.inside === 1 ? inside.length : outside.length))
  let weights = share
  let fit: number[] | null = null
  let residuals: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    fit = weightedLeastSquares(design, values, weights)
    if (!fit) return null
    const current = fit
    residuals = design.map(
      (terms, i) => values[i] - terms.reduce((sum, term, k) => sum + term * current[k], 0),
    )
    const scale = 1.4826 * median(residuals.map(Math.abs)) + 1e-6
    weights = residuals.map((residual, i) => share[i] * biweight(residual / (4.685 * scale)))
  }
  const scale = 1.4826 * median(residuals.map(Math.abs))
  return {
    density: -fit![3],
    standardError: scale * Math.sqrt(1 / inside.length + 1 / outside.length),
  }
}

function biweight(u: number): number {
  return Math.abs(u) < 1 ? (1 - u * u) ** 2 : 1e-6
}

function tileMeans(plane: Plane, mask: Uint8Array, tileSize: number) {
  return tilesInMask(mask, plane, tileSize, tileSize, 0.5).flatMap((tile) => {
    let sum = 0
    let count = 0
    for (let row = tile.y; row < tile.y + tileSize; row++) {
      for (let at = row * plane.widthPx + tile.x; at < row * plane.widthPx + tile.x + tileSize; at++) {
        const value = plane.data[at]
        if (mask[at] !== 1 || Number.isNaN(value)) continue
        sum += value
        count++
      }
    }
    return count < 0.3 * tileSize * tileSize ? [] : [{ x: tile.x, y: tile.y, mean: sum / count }]
  })
}
