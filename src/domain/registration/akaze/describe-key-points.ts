import { akazeKernel, PLACES } from './akaze-kernel.ts'
import { GRIDS } from './compare-cells.ts'
import { orientationFinder } from './main-orientation.ts'
import type { KeyPoint } from './find-key-points.ts'
import { roundHalfEven } from './round-half-even.ts'
import type { ScaleLevel, ScaleSpace } from './scale-space.ts'
import { ROW_SAMPLES, SIDE, TABLE } from './sample-functions.ts'
import { cosineOf, sineOf } from './single-angles.ts'

/** The 486 bits of a description, in bytes. */
export const DESCRIPTOR_BYTES = 61

const { fround } = Math
/** Samples from the middle of a spot to each side. */
const HALF = 10
const RADIANS = fround(Math.PI / 180)

/**
 * Describes spots by the M-LDB of Alcantarilla et al., 2013, section 3.3: the mean light and the mean slopes, along the main
 * orientation, of the cells of three grids, each compared with each. Writes the bits of each to `bytes`, `stride` bytes
 * apart, and answers the orientations in degrees.
 */
export function describeKeyPoints(
  { levels, values }: ScaleSpace,
  points: readonly KeyPoint[],
  { bytes, stride }: { readonly bytes: Uint8Array; readonly stride: number },
): Float32Array {
  const orientationOf = orientationFinder(values)
  const bits = new Uint8Array(values.buffer, PLACES.bits, DESCRIPTOR_BYTES)
  const angles = new Float32Array(points.length)
  for (const i of inOrderOfPlace(points)) {
    const level = levels[points[i].level]
    angles[i] = orientationOf(level, points[i])
    describe(values, level, points[i], angles[i])
    bytes.set(bits, i * stride)
  }
  return angles
}

/** Leaves the bits of a spot's description in their place. */
function describe(values: Float32Array, level: ScaleLevel, point: KeyPoint, angle: number): void {
  const { takeSamples, poolCells, compareCells } = akazeKernel().functions
  const isWhole = writeTable(values, level, point, angle)
  const { stride } = level
  const [light, across, down] = [4 * level.light, 4 * level.across, 4 * level.down]
  if (isWhole) takeSamples(PLACES.table, PLACES.samples, light, across, down, stride)
  for (const grid of GRIDS) {
    const { step, cells: side, first } = grid
    const [cell, below] = [16 * step, 16 * ROW_SAMPLES * step]
    if (isWhole) {
      values[PLACES.share / 4] = 1 / (step * step)
      const to = PLACES.cells + 16 * first
      poolCells(PLACES.samples, to, cell, cell * side, below, below * side, PLACES.share)
    } else poolShown(values, level, grid)
  }
  compareCells(PLACES.cells, PLACES.bits)
}

const [MOST_POINTS, MOST_ROWS] = [2 ** 20, 2 ** 20]

/** One level after the other and down its rows, so that what lies around a spot was mostly read for the spot before. */
function inOrderOfPlace(points: readonly KeyPoint[]): Float64Array {
  const keys = Float64Array.from(
    points,
    ({ level, y }, i) => (level * MOST_ROWS + Math.floor(y)) * MOST_POINTS + i,
  )
  return keys.sort().map((key) => key % MOST_POINTS)
}

/** Writes down where the samples around a spot lie, in its own orientation; false where some lie beyond the picture. */
function writeTable(
  values: Float32Array,
  level: ScaleLevel,
  { x, y, size }: KeyPoint,
  angle: number,
): boolean {
  const { widthPx, heightPx, ratio } = level
  const scale = Math.round(fround(fround(0.5 * size) / ratio))
  const [middleX, middleY] = [fround(x / ratio), fround(y / ratio)]
  const radians = fround(angle * RADIANS)
  const [cosine, sine] = [cosineOf(radians), sineOf(radians)]
  const table = PLACES.table / 4
  const [downByColumn, rightByColumn] = [table + TABLE.downByColumn / 4, table + TABLE.rightByColumn / 4]
  for (let k = 0; k < SIDE; k++) {
    const steps = k - HALF
    const [forward, aside] = [fround(fround(steps * cosine) * scale), fround(fround(steps * sine) * scale)]
    values[downByColumn + k] = forward
    values[rightByColumn + k] = -aside
    values[table + 2 * k] = aside
    values[table + 2 * k + 1] = forward
  }
  values[table + TABLE.middle / 4] = middleY
  values[table + TABLE.middle / 4 + 1] = middleX
  const [ofAcross, ofDown] = [table + TABLE.ofAcross / 4, table + TABLE.ofDown / 4]
  values[ofAcross + 1] = -sine
  values[ofAcross + 2] = cosine
  values[ofDown + 1] = cosine
  values[ofDown + 2] = sine
  const reach = HALF * scale * (Math.abs(cosine) + Math.abs(sine)) + 1
  const isInside = (at: number, end: number) => at >= reach && at + reach < end
  return isInside(middleX, widthPx) && isInside(middleY, heightPx)
}

/** The means of the samples that lie on the picture. */
function poolShown(
  values: Float32Array,
  level: ScaleLevel,
  { step, cells, first }: (typeof GRIDS)[number],
): void {
  const table = PLACES.table / 4
  const at = (place: number) => values[table + place / 4]
  for (let cell = 0; cell < cells * cells; cell++) {
    const [top, left] = [Math.floor(cell / cells) * step, (cell % cells) * step]
    const sums = [0, 0, 0]
    let shown = 0
    for (let row = top; row < top + step; row++) {
      for (let column = left; column < left + step; column++) {
        const down = fround(at(TABLE.downByColumn + 4 * column) + at(TABLE.byRow + 8 * row))
        const right = fround(at(TABLE.rightByColumn + 4 * column) + at(TABLE.byRow + 8 * row + 4))
        const pixelY = roundHalfEven(fround(at(TABLE.middle) + down))
        const pixelX = roundHalfEven(fround(at(TABLE.middle + 4) + right))
        if (pixelY < 0 || pixelY >= level.heightPx || pixelX < 0 || pixelX >= level.widthPx) continue
        shown++
        const place = pixelY * level.stride + pixelX
        const [light, across, below] = [level.light, level.across, level.down].map((p) => values[p + place])
        sums[0] = fround(sums[0] + light)
        for (const k of [1, 2]) {
          const ofAcross = fround(across * at(TABLE.ofAcross + 4 * k))
          sums[k] = fround(sums[k] + fround(ofAcross + fround(below * at(TABLE.ofDown + 4 * k))))
        }
      }
    }
    const share = shown > 0 ? fround(1 / shown) : 1
    sums.forEach((sum, k) => (values[PLACES.cells / 4 + 4 * (first + cell) + k] = sum * share))
  }
}
