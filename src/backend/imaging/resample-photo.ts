import { setImmediate } from 'node:timers/promises'
import { AppError } from '../../contract/errors.ts'
import { applyTransform, type Matrix3, type Point } from '../../domain/transform.ts'

/** RGB, 8 bit, interleaved, row by row. */
export interface Picture {
  readonly data: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
}

/** Whole pixels of a picture; right and bottom exclusive. */
export interface TargetArea {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** So fine that the nearest step is within 0.05 of a code value. */
const STEPS_PER_SAMPLE = 4096
const CUBIC_REACH = 2
const CUBIC = Float32Array.from({ length: CUBIC_REACH * STEPS_PER_SAMPLE + 2 }, (_, i) =>
  catmullRom(i / STEPS_PER_SAMPLE),
)
/** Rows between two looks at the signal, which also let other calls be answered. */
const STRIP_ROWS = 64

/**
 * Draws `source` into an area of `target` through the plane transform `targetToSource` (pixels of the target to pixels
 * of the source, pixel centres at halves), with a Catmull-Rom kernel that widens where the source is shrunk (Keys 1981;
 * widening as in a prefilter). Samples beyond the source repeat its edge. Works in the encoded values.
 */
export async function resamplePhoto(
  source: Picture,
  target: Picture,
  area: TargetArea,
  targetToSource: Matrix3,
  signal?: AbortSignal,
): Promise<void> {
  if (area.right <= area.left || area.bottom <= area.top) return
  const widening = Math.max(1, shrinkAt(targetToSource, centreOf(area)))
  const reach = CUBIC_REACH * widening
  const stepsPerTap = STEPS_PER_SAMPLE / widening
  const tapLimit = Math.ceil(2 * reach) + 1
  const columns = new Int32Array(tapLimit)
  const weightsX = new Float32Array(tapLimit)
  const weightsY = new Float32Array(tapLimit)
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = targetToSource
  const { data, widthPx, heightPx } = source
  const lastColumn = widthPx - 1
  const lastRow = heightPx - 1

  for (let y = area.top; y < area.bottom; y++) {
    if ((y - area.top) % STRIP_ROWS === STRIP_ROWS - 1) {
      await setImmediate()
      if (signal?.aborted === true) throw new AppError('cancelled', 'Cancelled.')
    }
    let at = 3 * (y * target.widthPx + area.left)
    const v = y + 0.5
    for (let x = area.left; x < area.right; x++, at += 3) {
      const u = x + 0.5
      const depth = m6 * u + m7 * v + m8
      // Sample i of the source stands at i + 0.5.
      const sx = (m0 * u + m1 * v + m2) / depth - 0.5
      const sy = (m3 * u + m4 * v + m5) / depth - 0.5
      const firstX = Math.ceil(sx - reach)
      const firstY = Math.ceil(sy - reach)
      const tapsX = Math.min(tapLimit, Math.floor(sx + reach) - firstX + 1)
      const tapsY = Math.min(tapLimit, Math.floor(sy + reach) - firstY + 1)
      fillWeights(weightsX, tapsX, sx - firstX, stepsPerTap)
      fillWeights(weightsY, tapsY, sy - firstY, stepsPerTap)
      for (let i = 0; i < tapsX; i++) columns[i] = 3 * Math.min(lastColumn, Math.max(0, firstX + i))
      let red = 0
      let green = 0
      let blue = 0
      for (let j = 0; j < tapsY; j++) {
        const row = 3 * widthPx * Math.min(lastRow, Math.max(0, firstY + j))
        let rowRed = 0
        let rowGreen = 0
        let rowBlue = 0
        for (let i = 0; i < tapsX; i++) {
          const from = row + columns[i]
          const weight = weightsX[i]
          rowRed += weight * data[from]
          rowGreen += weight * data[from + 1]
          rowBlue += weight * data[from + 2]
        }
        const weight = weightsY[j]
        red += weight * rowRed
        green += weight * rowGreen
        blue += weight * rowBlue
      }
      target.data[at] = toByte(red)
      target.data[at + 1] = toByte(green)
      target.data[at + 2] = toByte(blue)
    }
  }
}

/** Source pixels for one target pixel, the square root of the area ratio, around a point of the target. */
export function shrinkAt(targetToSource: Matrix3, [x, y]: Point): number {
  const [a, b] = [applyTransform(targetToSource, [x - 0.5, y]), applyTransform(targetToSource, [x + 0.5, y])]
  const [c, d] = [applyTransform(targetToSource, [x, y - 0.5]), applyTransform(targetToSource, [x, y + 0.5])]
  return Math.sqrt(Math.abs((b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0])))
}

function centreOf(area: TargetArea): Point {
  return [(area.left + area.right) / 2, (area.top + area.bottom) / 2]
}

/** Weights of neighbouring samples for a place `offset` samples beyond the first of them; they sum to 1. */
function fillWeights(weights: Float32Array, taps: number, offset: number, stepsPerTap: number): void {
  let sum = 0
  for (let i = 0; i < taps; i++) {
    const weight = CUBIC[(Math.abs(offset - i) * stepsPerTap + 0.5) | 0]
    weights[i] = weight
    sum += weight
  }
  const share = 1 / sum
  for (let i = 0; i < taps; i++) weights[i] *= share
}

function catmullRom(distance: number): number {
  if (distance < 1) return 1 + distance * distance * (1.5 * distance - 2.5)
  return distance < 2 ? 2 + distance * (-4 + distance * (2.5 - 0.5 * distance)) : 0
}

function toByte(value: number): number {
  return value <= 0 ? 0 : value >= 255 ? 255 : Math.round(value)
}
