import type { KeyPoint } from './find-key-points.ts'
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

interface Disc {
  readonly rows: Int32Array
  readonly columns: Int32Array
  readonly weights: Float32Array
}

const DISC = describeDisc()
const COUNT = DISC.weights.length
/** The circle in slices, and how many of them are looked at together. */
const SLICES = 42
const WINDOW = 7
const SLICE = fround((2 * Math.PI) / SLICES)

const slopesX = new Float32Array(COUNT)
const slopesY = new Float32Array(COUNT)
const sliceOf = new Uint8Array(COUNT)
const order = new Uint8Array(COUNT)
const starts = new Int32Array(SLICES + 1)

/**
 * The direction most slopes around a spot have, in degrees: that of the strongest sum of slopes whose own directions lie
 * within a sixth of the circle (Bay et al., Speeded Up Robust Features, 2006, section 4.1).
 */
export function mainOrientation(level: ScaleLevel, values: Float32Array, { x, y, size }: KeyPoint): number {
  const { ratio, stride, across, down } = level
  const scale = Math.round(fround(fround(0.5 * size) / ratio))
  const middle = roundHalfEven(fround(y / ratio)) * stride + roundHalfEven(fround(x / ratio))
  starts.fill(0)
  for (let i = 0; i < COUNT; i++) {
    const place = middle + (DISC.rows[i] * stride + DISC.columns[i]) * scale
    slopesX[i] = DISC.weights[i] * values[across + place]
    slopesY[i] = DISC.weights[i] * values[down + place]
    sliceOf[i] = sliceAt(slopesY[i], slopesX[i])
    starts[sliceOf[i]]++
  }
  for (let slice = 1; slice <= SLICES; slice++) starts[slice] += starts[slice - 1]
  for (let i = 0; i < COUNT; i++) order[--starts[sliceOf[i]]] = i
  return strongest()
}

const RADIANS = fround(Math.PI / 180)
/** The arc tangent of a slope up to 1, in slices, as a polynomial that errs by a thousandth of one at most. */
const [P1, P3, P5, P7] = [0.99978784, -0.3258084, 0.15557865, -0.04432656].map(
  (p) => (p * SLICES) / (2 * Math.PI),
)
const NEAR_EDGE = 0.003

/** The slice that a direction lies in. Which one it is beyond doubt is told by less than the exact angle. */
function sliceAt(y: number, x: number): number {
  const [ax, ay] = [Math.abs(x), Math.abs(y)]
  const isFlat = ax >= ay
  const slope = isFlat ? ay / ax : ax / ay
  const z = slope * slope
  let rough = (((P7 * z + P5) * z + P3) * z + P1) * slope
  if (!isFlat) rough = SLICES / 4 - rough
  if (x < 0) rough = SLICES / 2 - rough
  if (y < 0) rough = SLICES - rough
  const slice = Math.floor(rough)
  if (rough - slice > NEAR_EDGE && rough - slice < 1 - NEAR_EDGE) return slice
  const exact = Math.trunc(fround(fround(degreesOf(y, x) * RADIANS) / SLICE))
  return exact < 0 || exact >= SLICES ? 0 : exact
}

function strongest(): number {
  let [bestX, bestY, best] = [0, 0, -1]
  for (let first = 0; first < SLICES; first++) {
    const end = first + WINDOW
    const beyond = Math.max(0, end - SLICES)
    // A window that holds what the one before it held has the same sum.
    const isSame =
      first > 0 &&
      starts[first] === starts[first - 1] &&
      (beyond > 0 ? starts[beyond] === starts[beyond - 1] : starts[end] === starts[end - 1])
    if (isSame) continue
    let [sumX, sumY] = [0, 0]
    for (let i = starts[first]; i < starts[Math.min(end, SLICES)]; i++) {
      sumX = fround(sumX + slopesX[order[i]])
      sumY = fround(sumY + slopesY[order[i]])
    }
    for (let i = starts[0]; i < starts[beyond]; i++) {
      sumX = fround(sumX + slopesX[order[i]])
      sumY = fround(sumY + slopesY[order[i]])
    }
    const strength = fround(fround(sumX * sumX) + fround(sumY * sumY))
    if (strength <= best) continue
    best = strength
    bestX = sumX
    bestY = sumY
  }
  return degreesOf(bestY, bestX)
}

function describeDisc(): Disc {
  const inside: { row: number; column: number }[] = []
  for (let row = -RADIUS; row <= RADIUS; row++) {
    for (let column = -RADIUS; column <= RADIUS; column++) {
      if (row * row + column * column < RADIUS * RADIUS) inside.push({ row, column })
    }
  }
  return {
    rows: Int32Array.from(inside, ({ row }) => row),
    columns: Int32Array.from(inside, ({ column }) => column),
    weights: Float32Array.from(inside, ({ row, column }) => WEIGHTS[Math.abs(row)][Math.abs(column)]),
  }
}
