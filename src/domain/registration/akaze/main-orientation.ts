import { akazeKernel, PLACES } from './akaze-kernel.ts'
import type { KeyPoint } from './find-key-points.ts'
import { COUNT, DISC, SLICES } from './orientation-functions.ts'
import { roundHalfEven } from './round-half-even.ts'
import type { ScaleLevel } from './scale-space.ts'
import { degreesOf } from './single-angles.ts'

const { fround } = Math
const RADIUS = 6
/** A Gaussian of 2.5 samples, by how far a sample lies from the middle, down and across. */
const WEIGHTS = [
  [0.02546481, 0.02350698, 0.01849125, 0.01239505, 0.00708017, 0.00344629, 0.00142946],
  [0.02350698, 0.02169968, 0.01706957, 0.01144208, 0.00653582, 0.00318132, 0.00131956],
  [0.01849125, 0.01706957, 0.0134274, 0.00900066, 0.00514126, 0.00250252, 0.001038],
  [0.01239505, 0.01144208, 0.00900066, 0.00603332, 0.00344629, 0.00167749, 0.00069579],
  [0.00708017, 0.00653582, 0.00514126, 0.00344629, 0.00196855, 0.0009582, 0.00039744],
  [0.00344629, 0.00318132, 0.00250252, 0.00167749, 0.0009582, 0.0004664, 0.00019346],
  [0.00142946, 0.00131956, 0.001038, 0.00069579, 0.00039744, 0.00019346, 0.00008024],
]

/** The arc tangent of a slope up to 1, in slices, as a polynomial that errs by a thousandth of one at most. */
const POLYNOMIAL = [0.99978784, -0.3258084, 0.15557865, -0.04432656].map((p) => (p * SLICES) / (2 * Math.PI))
const NEAR_EDGE = 0.003
const SLICE = fround((2 * Math.PI) / SLICES)
const RADIANS = fround(Math.PI / 180)

/**
 * Tells, in one scale space, the direction most slopes around a spot have, in degrees: that of the strongest sum of slopes
 * whose own directions lie within a sixth of the circle (Bay et al., Speeded Up Robust Features, 2006, section 4.1).
 */
export function orientationFinder({ buffer }: Float32Array): (level: ScaleLevel, point: KeyPoint) => number {
  const { takeSlopes, findStrongest } = akazeKernel().functions
  const whole = new Int32Array(buffer, PLACES.disc, DISC.bytes / 4)
  const single = new Float32Array(buffer, PLACES.disc, DISC.bytes / 4)
  const wholeTurn = [SLICES / 4, SLICES / 2, SLICES]
  single.set([...POLYNOMIAL, ...wholeTurn, NEAR_EDGE, 1 - NEAR_EDGE], DISC.constants / 4)
  // What is looked at beyond the disc is its middle, and counts nowhere.
  single.fill(1, DISC.weights / 4, DISC.across / 4)
  placesInDisc().forEach(({ row, column }, i) => {
    whole[DISC.rows / 4 + i] = row
    whole[DISC.columns / 4 + i] = column
    single[DISC.weights / 4 + i] = WEIGHTS[Math.abs(row)][Math.abs(column)]
  })
  return ({ ratio, stride, across, down }, { x, y, size }) => {
    const scale = Math.round(fround(fround(0.5 * size) / ratio))
    const middle = roundHalfEven(fround(y / ratio)) * stride + roundHalfEven(fround(x / ratio))
    takeSlopes(PLACES.disc, 4 * (across + middle), 4 * (down + middle), stride, 4 * scale)
    if (whole[DISC.isUnsure / 4] !== 0) settleDoubts(whole, single)
    findStrongest(PLACES.disc)
    return degreesOf(single[DISC.strongest / 4 + 1], single[DISC.strongest / 4])
  }
}

/** Which slice a direction lies in is told by less than its exact angle, but for those beside an edge. */
function settleDoubts(whole: Int32Array, single: Float32Array): void {
  const [slices, across, down] = [DISC.slices / 4, DISC.across / 4, DISC.down / 4]
  for (let i = 0; i < COUNT; i++)
    if (whole[slices + i] < 0) whole[slices + i] = sliceOf(single[down + i], single[across + i])
}

function sliceOf(y: number, x: number): number {
  const slice = Math.trunc(fround(fround(degreesOf(y, x) * RADIANS) / SLICE))
  return slice < 0 || slice >= SLICES ? 0 : slice
}

function placesInDisc(): { readonly row: number; readonly column: number }[] {
  const side = 2 * RADIUS + 1
  return Array.from({ length: side * side }, (_, i) => ({
    row: Math.floor(i / side) - RADIUS,
    column: (i % side) - RADIUS,
  })).filter(({ row, column }) => row * row + column * column < RADIUS * RADIUS)
}
