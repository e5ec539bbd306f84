import type { MeasuringWarp } from '../measuring-warp.ts'
import { applyMeasuringWarp } from '../measuring-warp.ts'
import type { Matrix3, Point } from '../transform.ts'
import type { Correspondence } from './correspondence.ts'
import { tukeyWeight } from './fit-robust.ts'
import { matchOutlines, type OutlinePair } from './match-outline.ts'
import type { SkinMatch } from './match-skin.ts'
import type { HeadRound, RoundHead } from './head-round.ts'
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
  /** The head's round, where its outline is known. */
  readonly round?: RoundHead | null
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
/** The same where the head's round is known: a turn moves skin by its depth, another distance or lens by its depth sideways. */
const TURN_PX = 80
const NEARNESS_PX = 40
const RADIAL_BESIDE_ROUND_PX = 14

/**
 * Fits a head's movement between two photos: a similarity, a little stretch, a quadratic that is mostly the parallax of a
 * ball, and, where the head's round is known, what a turn and another distance do to just that round; robust (Tukey) least
 * squares with Gaussian priors. Few or one-sided matches therefore give a tame warp beyond themselves, many decide alone. The
 * answer is the quadratic that follows all this best. Null where fewer than ten matches lie within reach.
 */
export function fitHeadWarp(
  pairs: readonly Correspondence[],
  { initial, centre, scalePx, cutoffPx, trust, outlines, skin, round: head }: HeadWarpOptions,
): MeasuringWarp | null {
  const weights = evenWeights(pairs).map((weight, i) => weight * (trust?.[i] ?? 1))
  const followed = head ? followRound(head, { centre, scalePx }) : null
  const basis = basisOf({ centre, scalePx }, followed && head ? head : null)
  const evidence = { pairs, weights, outlines, skin }
  let move: Move = (x, y) => applyMeasuringWarp(initial, [x, y])
  let flat = initial
  let warp = initial
  for (let round = 0; round < ROUNDS; round++) {
    const cutoff = cutoffPx[0] * (cutoffPx[1] / cutoffPx[0]) ** (round / (ROUNDS - 1))
    const { rows, listened } = normalEquations(evidence, basis, { move, flat }, cutoff)
    const parameters = listened < FEWEST_PAIRS ? undefined : solveLinear(rows)?.[0]
    if (!parameters) return null
    move = moveBy(parameters, basis)
    flat = toWarp(parameters, basis, null)
    warp = followed ? toWarp(parameters, basis, followed) : flat
  }
  return warp
}

/** Where a place of the before photo is put. */
type Move = (x: number, y: number) => Point

interface Frame {
  readonly centre: Point
  readonly scalePx: number
}

/** What the parameters mean, what is believed of them beforehand, and room to work out how they move a place. */
interface Basis extends Frame {
  readonly head: HeadRound | null
  readonly count: number
  readonly priors: readonly number[]
  readonly across: Float64Array
  readonly down: Float64Array
}

function basisOf({ centre, scalePx }: Frame, head: HeadRound | null): Basis {
  const priors = head ? PRIORS_BESIDE_ROUND : PRIORS
  const count = priors.length
  const [across, down] = [new Float64Array(count), new Float64Array(count)]
  return { centre, scalePx, head, count, priors, across, down }
}

function moveBy(parameters: Float64Array, basis: Basis): Move {
  const { count, across, down } = basis
  return (x, y) => {
    basisAt([x, y], basis)
    let [u, v] = [0, 0]
    for (let i = 0; i < count; i++) {
      u += parameters[i] * across[i]
      v += parameters[i] * down[i]
    }
    return [u, v]
  }
}

const TERMS = 6

/** The quadratics that follow a head's depth, and depth times u and times v, best over its places; null where these are too few. */
function followRound(
  { depthAt, places }: RoundHead,
  { centre, scalePx }: Frame,
): readonly Float64Array[] | null {
  const rows = Array.from({ length: TERMS }, () => new Float64Array(TERMS + 3))
  for (const { at, weight } of places) {
    const u = (at[0] - centre[0]) / scalePx
    const v = (at[1] - centre[1]) / scalePx
    const depth = depthAt(...at) / scalePx
    const terms = [1, u, v, u * u, u * v, v * v, depth, depth * u, depth * v]
    for (let i = 0; i < TERMS; i++) {
      for (let j = 0; j < terms.length; j++) rows[i][j] += weight * terms[i] * terms[j]
    }
  }
  return solveLinear(rows)
}

/**
 * Parameters, with (u, v) relative to the centre in units of scalePx: similarity 0-3, stretch 4-5, radial parallax 6-7,
 * other quadratics 8-11 (u² - v² and uv, in x and in y); beside a known round, 12-13 move by its depth, 14 by its depth
 * away from the centre.
 */
const PARAMETERS = 12
const PRIORS = [0, 0, 0, 0, STRETCH_PX, STRETCH_PX, RADIAL_PX, RADIAL_PX, BEND_PX, BEND_PX, BEND_PX, BEND_PX]
const PRIORS_BESIDE_ROUND = [
  ...PRIORS.map((prior) => (prior === RADIAL_PX ? RADIAL_BESIDE_ROUND_PX : prior)),
  TURN_PX,
  TURN_PX,
  NEARNESS_PX,
]

interface Evidence {
  readonly pairs: readonly Correspondence[]
  readonly weights: Float64Array
  readonly outlines?: OutlinePair | null | undefined
  readonly skin?: readonly SkinMatch[] | undefined
}

/** What matches, outlines and priors say together: as many rows as parameters, the last column the right-hand side. */
function normalEquations(
  { pairs, weights, outlines, skin }: Evidence,
  basis: Basis,
  { move, flat }: { readonly move: Move; readonly flat: MeasuringWarp },
  cutoff: number,
): { rows: Float64Array[]; listened: number } {
  const { count, across, down } = basis
  const rows = Array.from({ length: count }, () => new Float64Array(count + 1))
  let listened = 0
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs[i]
    const [pu, pv] = move(pair.x, pair.y)
    const weight = (weights[i] * tukeyWeight(Math.hypot(pu - pair.u, pv - pair.v), cutoff)) / NOISE_PX ** 2
    if (weight === 0) continue
    listened++
    basisAt([pair.x, pair.y], basis)
    accumulate(rows, across, pair.u, weight)
    accumulate(rows, down, pair.v, weight)
  }
  for (const patch of skin ?? []) {
    const [pu, pv] = move(patch.x, patch.y)
    const weight = tukeyWeight(Math.hypot(pu - patch.u, pv - patch.v), cutoff)
    if (weight === 0) continue
    listened++
    const [xx, xy, yy] = patch.precision
    basisAt([patch.x, patch.y], basis)
    for (let i = 0; i < count; i++) {
      const left = weight * (xx * across[i] + xy * down[i])
      const right = weight * (xy * across[i] + yy * down[i])
      const row = rows[i]
      for (let j = 0; j < count; j++) row[j] += left * across[j] + right * down[j]
      row[count] += left * patch.u + right * patch.v
    }
  }
  if (outlines) {
    const reachPx = Math.max(OUTLINE_REACH_PX, cutoff)
    const share = skin && skin.length > 0 ? OUTLINE_WEIGHT_BESIDE_SKIN : OUTLINE_WEIGHT
    const towards = new Float64Array(count)
    for (const { before, after, normal } of matchOutlines(outlines, flat, reachPx)) {
      const [pu, pv] = move(before[0], before[1])
      const distance = normal[0] * (pu - after[0]) + normal[1] * (pv - after[1])
      const weight = (share * tukeyWeight(distance, reachPx)) / OUTLINE_NOISE_PX ** 2
      basisAt(before, basis)
      for (let i = 0; i < count; i++) towards[i] = normal[0] * across[i] + normal[1] * down[i]
      accumulate(rows, towards, normal[0] * after[0] + normal[1] * after[1], weight)
    }
  }
  basis.priors.forEach((deviation, i) => {
    if (deviation > 0) rows[i][i] += 1 / ((deviation * basis.scalePx) / PRIOR_SCALE_PX) ** 2
  })
  return { rows, listened }
}

/** How the parameters move a place: across and down; where a parameter does not, the columns stay 0. */
function basisAt([x, y]: Point, { centre, scalePx, head, across, down }: Basis): void {
  const u = (x - centre[0]) / scalePx
  const v = (y - centre[1]) / scalePx
  across[0] = down[1] = 1
  across[2] = down[3] = across[4] = down[5] = u
  down[2] = across[5] = v
  across[3] = down[4] = -v
  across[6] = down[7] = u * u + v * v
  across[8] = down[10] = u * u - v * v
  across[9] = down[11] = u * v
  if (!head) return
  const depth = head.depthAt(x, y) / scalePx
  across[12] = down[13] = depth
  across[14] = u * depth
  down[14] = v * depth
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
  const basis = basisOf({ centre, scalePx }, null)
  const start = { flat: initial, move: (x: number, y: number) => applyMeasuringWarp(initial, [x, y]) }
  const { rows } = normalEquations({ pairs, weights, outlines, skin }, basis, start, cutoffPx[1])
  const beside = rows.map((row, i) => {
    const wide = new Float64Array(2 * PARAMETERS)
    wide.set(row.subarray(0, PARAMETERS))
    wide[PARAMETERS + i] = 1
    return wide
  })
  const covariance = solveLinear(beside)
  if (!covariance) return places.map(() => Infinity)
  return places.map((place) => {
    let variance = 0
    basisAt(place, basis)
    for (const column of [basis.across, basis.down]) {
      for (let i = 0; i < PARAMETERS; i++) {
        for (let j = 0; j < PARAMETERS; j++) variance += column[i] * covariance[j][i] * column[j]
      }
    }
    return Math.sqrt(Math.max(0, variance))
  })
}

function accumulate(rows: Float64Array[], c: Float64Array, target: number, weight: number): void {
  const count = c.length
  for (let i = 0; i < count; i++) {
    if (c[i] === 0) continue
    const scaled = weight * c[i]
    const row = rows[i]
    for (let j = 0; j < count; j++) row[j] += scaled * c[j]
    row[count] += scaled * target
  }
}

/** The warp of parameters, with the round as quadratics follow it; without them as it is where the round is 0. */
function toWarp(
  p: Float64Array,
  { centre, scalePx }: Frame,
  round: readonly Float64Array[] | null,
): MeasuringWarp {
  const x = [p[0], p[2] + p[4], -p[3] + p[5], p[6] + p[8], p[9], p[6] - p[8]]
  const y = [p[1], p[3] + p[5], p[2] - p[4], p[7] + p[10], p[11], p[7] - p[10]]
  if (round) {
    const [depth, sideways, downwards] = round
    for (let i = 0; i < TERMS; i++) {
      x[i] += p[12] * depth[i] + p[14] * sideways[i]
      y[i] += p[13] * depth[i] + p[14] * downwards[i]
    }
  }
  const [a, b, c, d] = [x[1] / scalePx, x[2] / scalePx, y[1] / scalePx, y[2] / scalePx]
  const affine: Matrix3 = [
    a,
    b,
    x[0] - a * centre[0] - b * centre[1],
    c,
    d,
    y[0] - c * centre[0] - d * centre[1],
    0,
    0,
    1,
  ]
  return {
    ...planeWarp(affine, centre, scalePx),
    dx: [0, 0, 0, x[3], x[4], x[5]],
    dy: [0, 0, 0, y[3], y[4], y[5]],
  }
}

/** One for lonely matches, less in crowded cells. */
function evenWeights(pairs: readonly Correspondence[]): Float64Array {
  const key = ({ x, y }: Correspondence) => Math.floor(x / CELL_PX) * 4096 + Math.floor(y / CELL_PX)
  const counts = new Map<number, number>()
  for (const pair of pairs) counts.set(key(pair), (counts.get(key(pair)) ?? 0) + 1)
  return Float64Array.from(pairs, (pair) => Math.min(1, CELL_WEIGHT / counts.get(key(pair))!))
}
