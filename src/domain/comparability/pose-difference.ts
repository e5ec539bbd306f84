import { applyMeasuringWarp, type MeasuringWarp } from '../measuring-warp.ts'
import { weightedLeastSquares } from '../fade/robust.ts'
import type { Point } from '../transform.ts'
import type { HeadShape } from './head-shape.ts'

/** How the head of the after photo stands to the head of the before photo. */
export interface PoseDifference {
  /** Degrees the after photo's head is rolled in the picture, clockwise. */
  readonly rollDegrees: number
  /** Degrees it is turned; positive where what is nearest to the camera went to the right of the picture. */
  readonly turnDegrees: number
  /** Degrees it is tilted; positive where what is nearest to the camera went up in the picture. */
  readonly tiltDegrees: number
  /** How much larger the head is in the after photo, in percent, pixel for pixel. */
  readonly largerPercent: number
  /** How far the skin lies from where this movement puts it, in percent of the head's half width (root mean square). */
  readonly misfitPercent: number
}

interface Sample {
  /** From the head's middle, towards the right, down, and away from the camera, in before pixels. */
  readonly x: number
  readonly y: number
  readonly z: number
  /** Where the same skin is in the after photo, in pixels. */
  readonly u: number
  readonly v: number
}

/** rotation about x and y (radians), in-plane rotation (radians), logarithm of the scale, shift (pixels). */
type Movement = readonly [number, number, number, number, number, number]

const STEPS = 24
/** Close to its edge the round falls away so steeply that its depth says little. */
const CUT = 0.85
const FEWEST = 40
const ROUNDS = 12
const DEGREES = 180 / Math.PI

/**
 * The movement of a rigid round head that explains best how its skin moved from photo to photo: a turned head moves its
 * near middle further than its edges, and only that tells a turn from a shift. Scaled orthographic projection (Poelman and
 * Kanade, A Paraperspective Factorization Method, 1997, section 2.2) of an ellipsoid; robust Gauss-Newton.
 * Null where the skin's movement is known in too few places.
 */
export function poseDifference(warp: MeasuringWarp, shape: HeadShape): PoseDifference | null {
  const samples = samplesOf(warp, shape)
  if (samples.length < FEWEST) return null
  let movement: Movement = startOf(samples)
  for (let round = 0; round < ROUNDS; round++) {
    const next = improve(samples, movement, shape)
    if (next === null) return null
    movement = next
  }
  const [aboutX, aboutY, roll, logScale] = movement
  const scale = Math.exp(logScale)
  const misfit = Math.sqrt(
    samples.reduce((sum, sample) => sum + squaredMiss(sample, movement), 0) / samples.length,
  )
  return {
    rollDegrees: roll * DEGREES,
    // The nearest point lies at negative z: turning about the downward axis takes it to the left.
    turnDegrees: -aboutY * DEGREES,
    tiltDegrees: -aboutX * DEGREES,
    largerPercent: 100 * (scale - 1),
    misfitPercent: (100 * misfit) / scale / shape.halfWidthPx,
  }
}

function samplesOf(warp: MeasuringWarp, { middle, halfWidthPx, halfHeightPx, depthPx }: HeadShape): Sample[] {
  const samples: Sample[] = []
  for (let row = 0; row < STEPS; row++) {
    for (let column = 0; column < STEPS; column++) {
      const across = ((2 * (column + 0.5)) / STEPS - 1) * CUT
      const down = ((2 * (row + 0.5)) / STEPS - 1) * CUT
      const square = across * across + down * down
      if (square > CUT * CUT) continue
      const x = across * halfWidthPx
      const y = down * halfHeightPx
      const [u, v] = applyMeasuringWarp(warp, [middle[0] + x, middle[1] + y])
      if (Number.isFinite(u) && Number.isFinite(v))
        samples.push({ x, y, z: -depthPx * Math.sqrt(1 - square), u, v })
    }
  }
  return samples
}

function startOf(samples: readonly Sample[]): Movement {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length
  return [0, 0, 0, 0, mean(({ u }) => u), mean(({ v }) => v)]
}

/** Where a movement puts a place of the head. */
function moved({ x, y, z }: Sample, [aboutX, aboutY, roll, logScale, dx, dy]: Movement): Point {
  const angle = Math.hypot(aboutX, aboutY)
  // Rodrigues' formula for an axis in the picture's plane.
  const [kx, ky] = angle < 1e-12 ? [0, 0] : [aboutX / angle, aboutY / angle]
  const cosine = Math.cos(angle)
  const sine = Math.sin(angle)
  const along = (kx * x + ky * y) * (1 - cosine)
  const px = x * cosine + ky * z * sine + kx * along
  const py = y * cosine - kx * z * sine + ky * along
  const scale = Math.exp(logScale)
  return [
    scale * (px * Math.cos(roll) - py * Math.sin(roll)) + dx,
    scale * (px * Math.sin(roll) + py * Math.cos(roll)) + dy,
  ]
}

function squaredMiss(sample: Sample, movement: Movement): number {
  const [u, v] = moved(sample, movement)
  return (u - sample.u) ** 2 + (v - sample.v) ** 2
}

function improve(
  samples: readonly Sample[],
  movement: Movement,
  { halfWidthPx }: HeadShape,
): Movement | null {
  const tolerance = 0.01 * halfWidthPx
  const steps = [1e-5, 1e-5, 1e-5, 1e-5, 1e-2, 1e-2] as const
  const design: number[][] = []
  const missed: number[] = []
  const weights: number[] = []
  for (const sample of samples) {
    const [u, v] = moved(sample, movement)
    const slopes = steps.map((step, index) => {
      const [a, b] = moved(sample, movement.with(index, movement[index] + step) as unknown as Movement) // same length
      return [(a - u) / step, (b - v) / step] as const
    })
    const miss = Math.hypot(sample.u - u, sample.v - v)
    // Huber's weights: what the warp guesses beyond its matches must not decide.
    const weight = miss <= tolerance ? 1 : tolerance / miss
    design.push(
      slopes.map(([a]) => a),
      slopes.map(([, b]) => b),
    )
    missed.push(sample.u - u, sample.v - v)
    weights.push(weight, weight)
  }
  const change = weightedLeastSquares(design, missed, weights)
  if (change === null || !change.every(Number.isFinite)) return null
  const [a, b, c, d, e, f] = movement.map((value, index) => value + (change[index] ?? 0))
  return [a, b, c, d, e, f]
}
