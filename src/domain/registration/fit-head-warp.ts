import type { MeasuringWarp } from '../measuring-warp.ts'
import { applyMeasuringWarp } from '../measuring-warp.ts'
import type { Matrix3, Point } from '../transform.ts'
import type { Correspondence } from './correspondence.ts'
import { tukeyWeight } from './fit-robust.ts'
import { matchOutlines, type OutlinePair } from './match-outline.ts'
import type { SkinMatch } from './match-skin.ts'
import { planeWarp } from './plane-warp.ts'
import { solveLinear } from './solve-linear.ts'

/** The head's middle and its diameter or half the photo's longer side, both in before pixels, and where the fit starts. */
export interface HeadWarpOptions {
  readonly initial: MeasuringWarp
  readonly centre: Point
  readonly scalePx: number
  /** How far a match may lie from the warp of the first round and of the last, in after pixels. */
  readonly cutoffPx: readonly [first: number, last: number]
  /** What each match counts; 1 where not given. */
  readonly trust?: readonly number[]
  /** Both heads' outlines, where they are known. */
  readonly outlines?: OutlinePair | null
  /** Patches of skin that were found. */
  readonly skin?: readonly SkinMatch[]
}

const FEWEST_PAIRS = 10
const ROUNDS = 8
const CELL_PX = 48
/** Matches of one cell err together, so that a cell counts as this many at most. */
const CELL_WEIGHT = 3
const NOISE_PX = 2
/** How far a found outline lies from the true one, and how much one of its places (16 px apart) counts. */
const OUTLINE_NOISE_PX = 6
const OUTLINE_WEIGHT = 0.5
/** The same beside skin that was found: an outline errs as a whole, and says nothing of how the head is turned. */
const OUTLINE_WEIGHT_BESIDE_SKIN = 0.04
const OUTLINE_REACH_PX = 32

/**
 * What is believed about a head before anything is seen, as standard deviations in pixels at the distance of `scalePx`, were
 * that 512 (the same turn bends a small head more sharply, and moves it less):
 * a turned ball moves its middle against its rim (the radial part, free), hardly stretches, and bends in no other way.
 */
const RADIAL_PX = 40
const STRETCH_PX = 14
const BEND_PX = 9
const PRIOR_SCALE_PX = 512

/**
 * Fits a head's movement between two photos: a similarity, a little stretch, and a quadratic that is mostly the
 * parallax of a ball; robust (Tukey) least squares with Gaussian priors. Few or one-sided matches therefore give a
 * tame warp beyond themselves, many decide alone. Null where fewer than ten matches lie within reach.
 */
export function fitHeadWarp(
  pairs: readonly Correspondence[],
  { initial, centre, scalePx, cutoffPx, trust, outlines, skin }: HeadWarpOptions,
): MeasuringWarp | null {
  const weights = evenWeights(pairs).map((weight, i) => weight * (trust?.[i] ?? 1))
  let warp = initial
  for (let round = 0; round < ROUNDS; round++) {
    const cutoff = cutoffPx[0] * (cutoffPx[1] / cutoffPx[0]) ** (round / (ROUNDS - 1))
    const fitted = solveRound(pairs, weights, warp, { centre, scalePx, cutoff, outlines, skin })
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

interface Round {
  readonly centre: Point
  readonly scalePx: number
  readonly cutoff: number
  readonly outlines?: OutlinePair | null | undefined
  readonly skin?: readonly SkinMatch[] | undefined
}

function solveRound(
  pairs: readonly Correspondence[],
  weights: Float64Array,
  previous: MeasuringWarp,
  round: Round,
): MeasuringWarp | null {
  const { rows, listened } = normalEquations(pairs, weights, previous, round)
  if (listened < FEWEST_PAIRS) return null
  const p = solveLinear(rows)?.[0]
  return p ? toWarp(p, round.centre, round.scalePx) : null
}

/** What matches, outlines and priors say together: as many rows as parameters, the last column the right-hand side. */
function normalEquations(
  pairs: readonly Correspondence[],
  weights: Float64Array,
  previous: MeasuringWarp,
  { centre, scalePx, cutoff, outlines, skin }: Round,
): { rows: Float64Array[]; listened: number } {
  const rows = Array.from({ length: PARAMETERS }, () => new Float64Array(PARAMETERS + 1))
  const across = new Float64Array(PARAMETERS)
  const down = new Float64Array(PARAMETERS)
  let listened = 0
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs[i]
    const [pu, pv] = applyMeasuringWarp(previous, [pair.x, pair.y])
    const weight = (weights[i] * tukeyWeight(Math.hypot(pu - pair.u, pv - pair.v), cutoff)) / NOISE_PX ** 2
    if (weight === 0) continue
    listened++
    basisAt([pair.x, pair.y], centre, scalePx, across, down)
    accumulate(rows, across, pair.u, weight)
    accumulate(rows, down, pair.v, weight)
  }
  for (const patch of skin ?? []) {
    const [pu, pv] = applyMeasuringWarp(previous, [patch.x, patch.y])
    const weight = tukeyWeight(Math.hypot(pu - patch.u, pv - patch.v), cutoff)
    if (weight === 0) continue
    listened++
    const [xx, xy, yy] = patch.precision
    basisAt([patch.x, patch.y], centre, scalePx, across, down)
    for (let i = 0; i < PARAMETERS; i++) {
      const left = weight * (xx * across[i] + xy * down[i])
      const right = weight * (xy * across[i] + yy * down[i])
      const row = rows[i]
      for (let j = 0; j < PARAMETERS; j++) row[j] += left * across[j] + right * down[j]
      row[PARAMETERS] += left * patch.u + right * patch.v
    }
  }
  if (outlines) {
    const reachPx = Math.max(OUTLINE_REACH_PX, cutoff)
    const share = skin && skin.length > 0 ? OUTLINE_WEIGHT_BESIDE_SKIN : OUTLINE_WEIGHT
    const towards = new Float64Array(PARAMETERS)
    for (const { before, after, normal } of matchOutlines(outlines, previous, reachPx)) {
      const [pu, pv] = applyMeasuringWarp(previous, before)
      const distance = normal[0] * (pu - after[0]) + normal[1] * (pv - after[1])
      const weight = (share * tukeyWeight(distance, reachPx)) / OUTLINE_NOISE_PX ** 2
      basisAt(before, centre, scalePx, across, down)
      for (let i = 0; i < PARAMETERS; i++) towards[i] = normal[0] * across[i] + normal[1] * down[i]
      accumulate(rows, towards, normal[0] * after[0] + normal[1] * after[1], weight)
    }
  }
  PRIORS.forEach((deviation, i) => {
    if (deviation > 0) rows[i][i] += 1 / ((deviation * scalePx) / PRIOR_SCALE_PX) ** 2
  })
  return { rows, listened }
}

/** How the parameters move a place: across and down; where a parameter does not, the columns stay 0. */
function basisAt(
  [x, y]: Point,
  centre: Point,
  scalePx: number,
  across: Float64Array,
  down: Float64Array,
): void {
  const u = (x - centre[0]) / scalePx
  const v = (y - centre[1]) / scalePx
  across[0] = down[1] = 1
  across[2] = down[3] = across[4] = down[5] = u
  down[2] = across[5] = v
  across[3] = down[4] = -v
  across[6] = down[7] = u * u + v * v
  across[8] = down[10] = u * u - v * v
  across[9] = down[11] = u * v
}

/**
 * How sure a fitted warp is at some places: one standard deviation each, in after pixels (the posterior covariance of the
 * fit). Far from all matches it grows to what the priors allow. Infinite where the matches do not determine a warp.
 */
export function warpDeviations(
  pairs: readonly Correspondence[],
  places: readonly Point[],
  { initial, centre, scalePx, cutoffPx, trust, outlines, skin }: HeadWarpOptions,
): number[] {
  const weights = evenWeights(pairs).map((weight, i) => weight * (trust?.[i] ?? 1))
  const { rows } = normalEquations(pairs, weights, initial, {
    centre,
    scalePx,
    cutoff: cutoffPx[1],
    outlines,
    skin,
  })
  const beside = rows.map((row, i) => {
    const wide = new Float64Array(2 * PARAMETERS)
    wide.set(row.subarray(0, PARAMETERS))
    wide[PARAMETERS + i] = 1
    return wide
  })
  const covariance = solveLinear(beside)
  if (!covariance) return places.map(() => Infinity)
  const across = new Float64Array(PARAMETERS)
  const down = new Float64Array(PARAMETERS)
  return places.map((place) => {
    let variance = 0
    basisAt(place, centre, scalePx, across, down)
    for (const basis of [across, down]) {
      for (let i = 0; i < PARAMETERS; i++) {
        for (let j = 0; j < PARAMETERS; j++) variance += basis[i] * covariance[j][i] * basis[j]
      }
    }
    return Math.sqrt(Math.max(0, variance))
  })
}

function accumulate(rows: Float64Array[], c: Float64Array, target: number, weight: number): void {
  for (let i = 0; i < PARAMETERS; i++) {
    if (c[i] === 0) continue
    const scaled = weight * c[i]
    const row = rows[i]
    for (let j = 0; j < PARAMETERS; j++) row[j] += scaled * c[j]
    row[PARAMETERS] += scaled * target
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
