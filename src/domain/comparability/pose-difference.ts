import { applyMeasuringWarp, type MeasuringWarp } from '../measuring-warp.ts'
import { weightedLeastSquares } from '../fade/robust.ts'
import type { Point } from '../transform.ts'
import type { HeadShape } from './head-shape.ts'
import { straightView, turnAbout, type Sight } from './straight-view.ts'

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
  /** From the head's middle, towards the right, down, and away from the camera, in before pixels at the middle's distance. */
  readonly x: number
  readonly y: number
  readonly z: number
  /** Where the same skin is in the after photo, from the head's middle there, in pixels. */
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
/** From this miss on a sample counts for less, in shares of the head's half width. */
const TOLERANCE = 0.01
/**
 * How much shallower a head is than one would have to take it for where perspective is left out. Chosen on heads S1, S2 and H3 to H5;
 * see docs/bench.md.
 */
const DEPTH_IN_PERSPECTIVE = 0.75
const DEGREES = 180 / Math.PI

/**
 * The movement of a rigid round head that explains best how its skin moved from photo to photo: a turned head moves its
 * near middle further than its edges, and only that tells a turn from a shift. Scaled orthographic projection (Poelman and
 * Kanade, A Paraperspective Factorization Method, 1997, section 2.2) of an ellipsoid; robust Gauss-Newton.
 * Where it is known how both photos were seen, in perspective, for a lens that is nearer makes near skin larger, which looks
 * like a turn. Null where the skin's movement is known in too few places.
 */
export function poseDifference(
  warp: MeasuringWarp,
  shape: HeadShape,
  sights: { readonly before: Sight; readonly after: Sight } | null = null,
): PoseDifference | null {
  const samples = samplesOf(warp, shape, sights)
  const focalLengthPx = sights?.after.focalLengthPx ?? Number.POSITIVE_INFINITY
  if (samples.length < FEWEST) return null
  let movement: Movement = startOf(samples)
  for (let round = 0; round < ROUNDS; round++) {
    const next = improve(samples, movement, { focalLengthPx, tolerance: TOLERANCE * shape.halfWidthPx })
    if (next === null) return null
    movement = next
  }
  const [aboutX, aboutY, roll, logScale] = movement
  const scale = Math.exp(logScale)
  const move = moverBy(movement, focalLengthPx)
  const misfit = Math.sqrt(
    samples.reduce((sum, sample) => {
      const [u, v] = move(sample)
      return sum + (u - sample.u) ** 2 + (v - sample.v) ** 2
    }, 0) / samples.length,
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

function samplesOf(
  warp: MeasuringWarp,
  { middle, halfWidthPx, halfHeightPx, depthPx }: HeadShape,
  sights: { readonly before: Sight; readonly after: Sight } | null,
): Sample[] {
  const straightBefore = straightView(sights?.before ?? null, middle)
  const straightAfter = straightView(sights?.after ?? null, applyMeasuringWarp(warp, middle))
  const deepPx = sights === null ? depthPx : DEPTH_IN_PERSPECTIVE * depthPx
  const distancePx = sights?.before.focalLengthPx ?? Number.POSITIVE_INFINITY
  const samples: Sample[] = []
  for (let row = 0; row < STEPS; row++) {
    for (let column = 0; column < STEPS; column++) {
      const across = ((2 * (column + 0.5)) / STEPS - 1) * CUT
      const down = ((2 * (row + 0.5)) / STEPS - 1) * CUT
      const square = across * across + down * down
      if (square > CUT * CUT) continue
      const place: Point = [middle[0] + across * halfWidthPx, middle[1] + down * halfHeightPx]
      const [x, y] = straightBefore(place)
      const [u, v] = straightAfter(applyMeasuringWarp(warp, place))
      const z = -deepPx * Math.sqrt(1 - square)
      // What is nearer is smaller than it looks.
      const nearness = 1 + z / distancePx
      if (Number.isFinite(u) && Number.isFinite(v))
        samples.push({ x: x * nearness, y: y * nearness, z, u, v })
    }
  }
  return samples
}

function startOf(samples: readonly Sample[]): Movement {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length
  return [0, 0, 0, 0, mean(({ u }) => u), mean(({ v }) => v)]
}

/** What puts places of the head where a movement takes them. */
function moverBy(
  [aboutX, aboutY, roll, logScale, dx, dy]: Movement,
  focalLengthPx: number,
): (place: Pick<Sample, 'x' | 'y' | 'z'>) => Point {
  const angle = Math.hypot(aboutX, aboutY)
  const turn = turnAbout(angle < 1e-12 ? [0, 0] : [aboutX / angle, aboutY / angle], angle)
  const size = Math.exp(logScale)
  const [cosine, sine] = [Math.cos(roll), Math.sin(roll)]
  return ({ x, y, z }) => {
    const [px, py, pz] = turn([x, y, z])
    const scale = size / (1 + (size * pz) / focalLengthPx)
    return [scale * (px * cosine - py * sine) + dx, scale * (px * sine + py * cosine) + dy]
  }
}

function improve(
  samples: readonly Sample[],
  movement: Movement,
  { focalLengthPx, tolerance }: { readonly focalLengthPx: number; readonly tolerance: number },
): Movement | null {
  const steps = [1e-5, 1e-5, 1e-5, 1e-5, 1e-2, 1e-2] as const
  const move = moverBy(movement, focalLengthPx)
  const moveFurther = steps.map((step, index) =>
    moverBy(movement.with(index, movement[index] + step) as unknown as Movement, focalLengthPx),
  )
  const design: number[][] = []
  const missed: number[] = []
  const weights: number[] = []
  for (const sample of samples) {
    const [u, v] = move(sample)
    const slopes = steps.map((step, index) => {
      const [a, b] = moveFurther[index](sample)
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
