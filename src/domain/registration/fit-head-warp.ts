import type { MeasuringWarp } from '../measuring-warp.ts'
import { applyMeasuringWarp } from '../measuring-warp.ts'
import type { Matrix3, Point } from '../transform.ts'
import type { Correspondence } from './correspondence.ts'
import { tukeyWeight } from './fit-robust.ts'
import { matchOutlines, type OutlineConstraint, type OutlinePair } from './match-outline.ts'
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
  options: HeadWarpOptions,
): MeasuringWarp | null {
  const { initial, centre, scalePx, cutoffPx, round: head } = options
  const followed = head ? followRound(head, { centre, scalePx }) : null
  const basis = basisOf({ centre, scalePx }, followed && head ? head : null)
  const evidence = evidenceOf(pairs, options, basis)
  let move: Move = { warp: initial }
  let flat = initial
  let warp = initial
  for (let round = 0; round < ROUNDS; round++) {
    const cutoff = cutoffPx[0] * (cutoffPx[1] / cutoffPx[0]) ** (round / (ROUNDS - 1))
    const { rows, listened } = normalEquations(evidence, basis, { move, flat }, cutoff)
    const parameters = listened < FEWEST_PAIRS ? undefined : solveLinear(rows)?.[0]
    if (!parameters) return null
    move = { parameters }
    flat = toWarp(parameters, basis, null)
    warp = followed ? toWarp(parameters, basis, followed) : flat
  }
  return warp
}

/** What puts places where they are believed to lie: the warp that a fit begins with, then the parameters of the round before. */
type Move = { readonly warp: MeasuringWarp } | { readonly parameters: Float64Array }

interface Frame {
  readonly centre: Point
  readonly scalePx: number
}

/** What the parameters mean, and what is believed of them beforehand. */
interface Basis extends Frame {
  readonly head: HeadRound | null
  readonly count: number
  readonly priors: readonly number[]
  /** The parameters that move a place across, and down; the others' columns are 0. */
  readonly acrossUses: Int32Array
  readonly downUses: Int32Array
}

/**
 * How the parameters move places, across and down: a row a place, worked out once for all rounds; where the places should lie,
 * and where they are believed to lie. Columns of numbers, since V8 would compile loops over matches of many kinds many times.
 */
interface Design {
  readonly places: readonly Point[]
  readonly across: Float64Array
  readonly down: Float64Array
  readonly u: Float64Array
  readonly v: Float64Array
  readonly movedU: Float64Array
  readonly movedV: Float64Array
}

const ACROSS = [0, 2, 3, 4, 5, 6, 8, 9]
const DOWN = [1, 2, 3, 4, 5, 7, 10, 11]

function basisOf({ centre, scalePx }: Frame, head: HeadRound | null): Basis {
  const priors = head ? PRIORS_BESIDE_ROUND : PRIORS
  const acrossUses = Int32Array.from(head ? [...ACROSS, 12, 14] : ACROSS)
  const downUses = Int32Array.from(head ? [...DOWN, 13, 14] : DOWN)
  return { centre, scalePx, head, count: priors.length, priors, acrossUses, downUses }
}

function moveAll(design: Design, move: Move, basis: Basis): void {
  if ('parameters' in move) moveByParameters(design, move.parameters, basis)
  else moveByWarp(design, move.warp)
}

function moveByWarp({ places, movedU, movedV }: Design, warp: MeasuringWarp): void {
  for (let i = 0; i < places.length; i++) {
    const moved = applyMeasuringWarp(warp, places[i])
    movedU[i] = moved[0]
    movedV[i] = moved[1]
  }
}

function moveByParameters(
  { across, down, movedU, movedV }: Design,
  parameters: Float64Array,
  { count, acrossUses, downUses }: Basis,
): void {
  for (let i = 0, from = 0; i < movedU.length; i++, from += count) {
    let [u, v] = [0, 0]
    for (let k = 0; k < acrossUses.length; k++) {
      u += parameters[acrossUses[k]] * across[from + acrossUses[k]]
      v += parameters[downUses[k]] * down[from + downUses[k]]
    }
    movedU[i] = u
    movedV[i] = v
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
  readonly features: Design
  /** What each feature counts. */
  readonly weights: Float64Array
  readonly outlines: OutlinePair | null
  readonly skin: Design
  /** How sure each patch of skin is, three numbers each. */
  readonly precisions: Float64Array
}

function evidenceOf(
  pairs: readonly Correspondence[],
  { trust, outlines = null, skin = [] }: HeadWarpOptions,
  basis: Basis,
): Evidence {
  return {
    features: designOf(pairs, basis),
    weights: evenWeights(pairs).map((weight, i) => weight * (trust?.[i] ?? 1)),
    outlines,
    skin: designOf(skin, basis),
    precisions: Float64Array.from(skin.flatMap(({ precision }) => precision)),
  }
}

function designOf(matches: readonly Correspondence[], basis: Basis): Design {
  const { length } = matches
  const across = new Float64Array(length * basis.count)
  const down = new Float64Array(length * basis.count)
  const column = () => new Float64Array(length)
  const [u, v, movedU, movedV] = [column(), column(), column(), column()]
  const places = matches.map((match, i): Point => {
    u[i] = match.u
    v[i] = match.v
    return [match.x, match.y]
  })
  for (let i = 0; i < length; i++) basisAt(places[i], basis, { across, down, from: i * basis.count })
  return { places, across, down, u, v, movedU, movedV }
}

/** What matches, outlines and priors say together: as many rows as parameters, the last column the right-hand side. */
function normalEquations(
  { features, weights, outlines, skin, precisions }: Evidence,
  basis: Basis,
  { move, flat }: { readonly move: Move; readonly flat: MeasuringWarp },
  cutoff: number,
): { rows: Float64Array[]; listened: number } {
  const { count } = basis
  const rows = Array.from({ length: count }, () => new Float64Array(count + 1))
  moveAll(features, move, basis)
  moveAll(skin, move, basis)
  const listened =
    addFeatures(rows, features, weights, basis, cutoff) + addSkin(rows, skin, precisions, basis, cutoff)
  if (outlines) {
    const isBesideSkin = skin.places.length > 0
    addOutlines(rows, matchOutlines(outlines, flat, Math.max(OUTLINE_REACH_PX, cutoff)), basis, {
      move,
      reachPx: Math.max(OUTLINE_REACH_PX, cutoff),
      share: isBesideSkin ? OUTLINE_WEIGHT_BESIDE_SKIN : OUTLINE_WEIGHT,
    })
  }
  basis.priors.forEach((deviation, i) => {
    if (deviation > 0) rows[i][i] += 1 / ((deviation * basis.scalePx) / PRIOR_SCALE_PX) ** 2
  })
  return { rows, listened }
}

/** Adds what features say; answers how many were listened to. */
function addFeatures(
  rows: readonly Float64Array[],
  { across, down, u, v, movedU, movedV }: Design,
  weights: Float64Array,
  { count, acrossUses, downUses }: Basis,
  cutoff: number,
): number {
  let listened = 0
  for (let i = 0; i < u.length; i++) {
    const error = Math.hypot(movedU[i] - u[i], movedV[i] - v[i])
    const weight = (weights[i] * tukeyWeight(error, cutoff)) / NOISE_PX ** 2
    if (weight === 0) continue
    listened++
    accumulate(rows, across, i * count, acrossUses, u[i], weight)
    accumulate(rows, down, i * count, downUses, v[i], weight)
  }
  return listened
}

/** Adds what patches of skin say, each as sure as it is across, down and both together; answers how many were listened to. */
function addSkin(
  rows: readonly Float64Array[],
  { across, down, u, v, movedU, movedV }: Design,
  precisions: Float64Array,
  { count }: Basis,
  cutoff: number,
): number {
  let listened = 0
  for (let i = 0; i < u.length; i++) {
    const weight = tukeyWeight(Math.hypot(movedU[i] - u[i], movedV[i] - v[i]), cutoff)
    if (weight === 0) continue
    listened++
    const [xx, xy, yy] = [precisions[3 * i], precisions[3 * i + 1], precisions[3 * i + 2]]
    const from = i * count
    for (let j = 0; j < count; j++) {
      const left = weight * (xx * across[from + j] + xy * down[from + j])
      const right = weight * (xy * across[from + j] + yy * down[from + j])
      const row = rows[j]
      for (let k = 0; k < count; k++) row[k] += left * across[from + k] + right * down[from + k]
      row[count] += left * u[i] + right * v[i]
    }
  }
  return listened
}

interface OutlineWeighing {
  readonly move: Move
  readonly reachPx: number
  readonly share: number
}

/** Adds what outlines say: each place lies on a line, and may slide along it. */
function addOutlines(
  rows: readonly Float64Array[],
  matches: readonly OutlineConstraint[],
  basis: Basis,
  { move, reachPx, share }: OutlineWeighing,
): void {
  const { count } = basis
  const towards = new Float64Array(count)
  const every = Int32Array.from({ length: count }, (_, i) => i)
  const design = designOf(
    matches.map(({ before, after }) => ({ x: before[0], y: before[1], u: after[0], v: after[1] })),
    basis,
  )
  moveAll(design, move, basis)
  const { across, down, u, v, movedU, movedV } = design
  for (let i = 0; i < u.length; i++) {
    const { normal } = matches[i]
    const distance = normal[0] * (movedU[i] - u[i]) + normal[1] * (movedV[i] - v[i])
    const weight = (share * tukeyWeight(distance, reachPx)) / OUTLINE_NOISE_PX ** 2
    for (let k = 0; k < count; k++)
      towards[k] = normal[0] * across[i * count + k] + normal[1] * down[i * count + k]
    accumulate(rows, towards, 0, every, normal[0] * u[i] + normal[1] * v[i], weight)
  }
}

/** Writes how the parameters move a place, across and down; where a parameter does not, the columns stay 0. */
function basisAt(
  [x, y]: Point,
  { centre, scalePx, head }: Basis,
  { across, down, from }: Pick<Design, 'across' | 'down'> & { readonly from: number },
): void {
  const u = (x - centre[0]) / scalePx
  const v = (y - centre[1]) / scalePx
  across[from] = down[from + 1] = 1
  across[from + 2] = down[from + 3] = across[from + 4] = down[from + 5] = u
  down[from + 2] = across[from + 5] = v
  across[from + 3] = down[from + 4] = -v
  across[from + 6] = down[from + 7] = u * u + v * v
  across[from + 8] = down[from + 10] = u * u - v * v
  across[from + 9] = down[from + 11] = u * v
  if (!head) return
  const depth = head.depthAt(x, y) / scalePx
  across[from + 12] = down[from + 13] = depth
  across[from + 14] = u * depth
  down[from + 14] = v * depth
}

/**
 * How sure a fitted warp is at some places: one standard deviation each, in after pixels (the posterior covariance of the
 * fit). Far from all matches it grows to what the priors allow. Infinite where the matches do not determine a warp.
 */
export function warpDeviations(
  pairs: readonly Correspondence[],
  places: readonly Point[],
  options: HeadWarpOptions,
): number[] {
  const { initial, centre, scalePx, cutoffPx } = options
  const basis = basisOf({ centre, scalePx }, null)
  const start = { flat: initial, move: { warp: initial } }
  const { rows } = normalEquations(evidenceOf(pairs, options, basis), basis, start, cutoffPx[1])
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
    basisAt(place, basis, { across, down, from: 0 })
    for (const column of [across, down]) {
      for (let i = 0; i < PARAMETERS; i++) {
        for (let j = 0; j < PARAMETERS; j++) variance += column[i] * covariance[j][i] * column[j]
      }
    }
    return Math.sqrt(Math.max(0, variance))
  })
}

/** Adds what one row of a design says, of which only the parameters in `uses` are not 0. */
function accumulate(
  rows: readonly Float64Array[],
  design: Float64Array,
  from: number,
  uses: Int32Array,
  target: number,
  weight: number,
): void {
  for (let k = 0; k < uses.length; k++) {
    const i = uses[k]
    const scaled = weight * design[from + i]
    const row = rows[i]
    for (let l = 0; l < uses.length; l++) row[uses[l]] += scaled * design[from + uses[l]]
    row[row.length - 1] += scaled * target
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
