import type { MeasuringWarp } from '../measuring-warp.ts'
import { applyMeasuringWarp } from '../measuring-warp.ts'
import type { Matrix3, Point } from '../transform.ts'
import type { Correspondence } from './correspondence.ts'
import { tukeyWeight } from './fit-robust.ts'
import { planeWarp } from './plane-warp.ts'
import { solveLinear } from './solve-linear.ts'

/** The head's middle and half the photo's longer side, both in before pixels, and where the fit starts. */
export interface HeadWarpOptions {
  readonly initial: MeasuringWarp
  readonly centre: Point
  readonly scalePx: number
  /** How far a match may lie from the warp of the first round and of the last, in after pixels. */
  readonly cutoffPx: readonly [first: number, last: number]
  /** What each match counts; 1 where not given. */
  readonly trust?: readonly number[]
}

const FEWEST_PAIRS = 10
const ROUNDS = 8
const CELL_PX = 48
/** Matches of one cell err together, so that a cell counts as this many at most. */
const CELL_WEIGHT = 3
const NOISE_PX = 2

/**
 * What is believed about a head before anything is seen, as standard deviations in pixels at the distance of `scalePx`:
 * a turned ball moves its middle against its rim (the radial part, free), hardly stretches, and bends in no other way.
 */
const RADIAL_PX = 40
const STRETCH_PX = 14
const BEND_PX = 9

/**
 * Fits a head's movement between two photos: a similarity, a little stretch, and a quadratic that is mostly the
 * parallax of a ball; robust (Tukey) least squares with Gaussian priors. Few or one-sided matches therefore give a
 * tame warp beyond themselves, many decide alone. Null where fewer than ten matches lie within reach.
 */
export function fitHeadWarp(
  pairs: readonly Correspondence[],
  { initial, centre, scalePx, cutoffPx, trust }: HeadWarpOptions,
): MeasuringWarp | null {
  const weights = evenWeights(pairs).map((weight, i) => weight * (trust?.[i] ?? 1))
  let warp = initial
  for (let round = 0; round < ROUNDS; round++) {
    const cutoff = cutoffPx[0] * (cutoffPx[1] / cutoffPx[0]) ** (round / (ROUNDS - 1))
    const fitted = solveRound(pairs, weights, warp, { centre, scalePx, cutoff })
    if (!fitted) return null
    warp = fitted
  }
  return warp
}

/**
 * Parameters, with (u, v) relative to the centre in units of scalePx: similarity 0-3, stretch 4-5, radial parallax 6-7,
 * other quadratics 8-11 (u² - v² and uv, in x and in y).
 */
const PARAMETERS = 12
const PRIORS = [0, 0, 0, 0, STRETCH_PX, STRETCH_PX, RADIAL_PX, RADIAL_PX, BEND_PX, BEND_PX, BEND_PX, BEND_PX]

function solveRound(
  pairs: readonly Correspondence[],
  weights: Float64Array,
  previous: MeasuringWarp,
  { centre, scalePx, cutoff }: { centre: Point; scalePx: number; cutoff: number },
): MeasuringWarp | null {
  const rows = Array.from({ length: PARAMETERS }, () => new Float64Array(PARAMETERS + 1))
  let listened = 0
  pairs.forEach((pair, i) => {
    const [pu, pv] = applyMeasuringWarp(previous, [pair.x, pair.y])
    const weight = (weights[i] * tukeyWeight(Math.hypot(pu - pair.u, pv - pair.v), cutoff)) / NOISE_PX ** 2
    if (weight === 0) return
    listened++
    const u = (pair.x - centre[0]) / scalePx
    const v = (pair.y - centre[1]) / scalePx
    const radial = u * u + v * v
    const saddle = u * u - v * v
    accumulate(rows, [1, 0, u, -v, u, v, radial, 0, saddle, u * v, 0, 0], pair.u, weight)
    accumulate(rows, [0, 1, v, u, -v, u, 0, radial, 0, 0, saddle, u * v], pair.v, weight)
  })
  if (listened < FEWEST_PAIRS) return null
  PRIORS.forEach((deviation, i) => {
    if (deviation > 0) rows[i][i] += 1 / deviation ** 2
  })
  const p = solveLinear(rows)?.[0]
  return p ? toWarp(p, centre, scalePx) : null
}

function accumulate(rows: Float64Array[], c: readonly number[], target: number, weight: number): void {
  for (let i = 0; i < PARAMETERS; i++) {
    if (c[i] === 0) continue
    const scaled = weight * c[i]
    for (let j = 0; j < PARAMETERS; j++) rows[i][j] += scaled * c[j]
    rows[i][PARAMETERS] += scaled * target
  }
}

function toWarp(p: Float64Array, centre: Point, scalePx: number): MeasuringWarp {
  const a = (p[2] + p[4]) / scalePx
  const b = (-p[3] + p[5]) / scalePx
  const c = (p[3] + p[5]) / scalePx
  const d = (p[2] - p[4]) / scalePx
  const affine: Matrix3 = [
    a,
    b,
    p[0] - a * centre[0] - b * centre[1],
    c,
    d,
    p[1] - c * centre[0] - d * centre[1],
    0,
    0,
    1,
  ]
  return {
    ...planeWarp(affine, centre, scalePx),
    dx: [0, 0, 0, p[6] + p[8], p[9], p[6] - p[8]],
    dy: [0, 0, 0, p[7] + p[10], p[11], p[7] - p[10]],
  }
}

/** One for lonely matches, less in crowded cells. */
function evenWeights(pairs: readonly Correspondence[]): Float64Array {
  const key = ({ x, y }: Correspondence) => Math.floor(x / CELL_PX) * 4096 + Math.floor(y / CELL_PX)
  const counts = new Map<number, number>()
  for (const pair of pairs) counts.set(key(pair), (counts.get(key(pair)) ?? 0) + 1)
  return Float64Array.from(pairs, (pair) => Math.min(1, CELL_WEIGHT / counts.get(key(pair))!))
}
