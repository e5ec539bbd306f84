import { depthAt, type Quartic } from '../head-depth.ts'
import { applyMeasuringWarp, type MeasuringWarp } from '../measuring-warp.ts'
import type { Matrix3, Point } from '../transform.ts'
import type { Correspondence } from './correspondence.ts'
import { tukeyWeight } from './fit-robust.ts'
import { matchOutlines, type OutlineConstraint, type OutlinePair } from './match-outline.ts'
import type { SkinMatch } from './match-skin.ts'
import type { HeadRound, PlaceFrame, RoundHead } from './head-round.ts'
import { addAlike, addSure, emptySums, FUNCTIONS, productOf, type Places, type Sums } from './sum-places.ts'
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
  /** Whether the answer moves the head by its depth as far as that is known, and not by the quadratic that follows this best. */
  readonly keepsDepth?: boolean
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
 * squares with Gaussian priors. Few or one-sided matches therefore give a tame warp beyond themselves, many decide alone. The answer
 * is the quadratic that follows all this best, or where asked for keeps the depth itself. Null where fewer than ten matches lie within reach.
 */
export function fitHeadWarp(
  pairs: readonly Correspondence[],
  options: HeadWarpOptions,
): MeasuringWarp | null {
  const { initial, centre, scalePx, cutoffPx, round: head, keepsDepth = false } = options
  const kept = keepsDepth ? (head?.square ?? null) : null
  const followed = head ? followRound(head, { centre, scalePx }, kept) : null
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
    const coefficients = coefficientsOf(parameters, basis)
    move = { coefficients }
    flat = flatWarp(coefficients, basis)
    if (followed) {
      warp = flatWarp(levelled(coefficients, followed), basis)
      if (kept) warp = { ...warp, round: roundOf(coefficients, kept) }
    } else warp = flat
  }
  return warp
}

/** What puts places where they are believed to lie: the warp that a fit begins with, then what the round before found. */
type Move = { readonly warp: MeasuringWarp } | { readonly coefficients: Coefficients }

/** What the parameters mean, and what is believed of them beforehand. */
interface Basis extends PlaceFrame {
  readonly head: HeadRound | null
  readonly priors: readonly number[]
  /** Which parameters, with which sign, each function of a place is times, across and down. */
  readonly across: Uses
  readonly down: Uses
}

type Uses = readonly (readonly (readonly [parameter: number, sign: number])[])[]

function basisOf(frame: PlaceFrame, head: HeadRound | null): Basis {
  const count = head ? FUNCTIONS : TERMS
  const priors = head ? PRIORS_BESIDE_ROUND : PRIORS
  return { ...frame, head, priors, across: ACROSS.slice(0, count), down: DOWN.slice(0, count) }
}

const TERMS = 6

/**
 * The quadratics that follow a head's depth, or what is left of it beside a quartic's, and the same times u and times v, best
 * over its places; null where these are too few.
 */
function followRound(
  head: RoundHead,
  { centre, scalePx }: PlaceFrame,
  beside: Quartic | null,
): readonly Float64Array[] | null {
  const rows = Array.from({ length: TERMS }, () => new Float64Array(TERMS + 3))
  for (const { at, weight } of head.places) {
    const u = (at[0] - centre[0]) / scalePx
    const v = (at[1] - centre[1]) / scalePx
    const depth = head.depthAt(...at) - (beside ? depthAt(beside, u, v) : 0)
    const terms = [1, u, v, u * u, u * v, v * v, depth, depth * u, depth * v]
    for (let i = 0; i < TERMS; i++) {
      for (let j = 0; j < terms.length; j++) rows[i][j] += weight * terms[i] * terms[j]
    }
  }
  return solveLinear(rows)
}

/** The same movement where the depth is 0, with what quadratics follow of it. */
function levelled({ across, down }: Coefficients, followed: readonly Float64Array[]): Coefficients {
  const level = (own: Float64Array) =>
    own.map((value, i) =>
      i < TERMS ? followed.reduce((sum, quadratic, k) => sum + own[TERMS + k] * quadratic[i], value) : 0,
    )
  return { across: level(across), down: level(down) }
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

/** The same by function of a place. */
const ACROSS: Uses = [
  [[0, 1]],
  [
    [2, 1],
    [4, 1],
  ],
  [
    [3, -1],
    [5, 1],
  ],
  [
    [6, 1],
    [8, 1],
  ],
  [[9, 1]],
  [
    [6, 1],
    [8, -1],
  ],
  [[12, 1]],
  [[14, 1]],
  [],
]
const DOWN: Uses = [
  [[1, 1]],
  [
    [3, 1],
    [5, 1],
  ],
  [
    [2, 1],
    [4, -1],
  ],
  [
    [7, 1],
    [10, 1],
  ],
  [[11, 1]],
  [
    [7, 1],
    [10, -1],
  ],
  [[13, 1]],
  [],
  [[14, 1]],
]

/** What each function of a place moves it by, across and down. */
interface Coefficients {
  readonly across: Float64Array
  readonly down: Float64Array
}

function coefficientsOf(parameters: Float64Array, { across, down }: Basis): Coefficients {
  const sums = (uses: Uses) => {
    const own = new Float64Array(FUNCTIONS)
    uses.forEach((used, i) => {
      for (const [parameter, sign] of used) own[i] += sign * parameters[parameter]
    })
    return own
  }
  return { across: sums(across), down: sums(down) }
}

interface Evidence {
  readonly features: Places
  /** What each feature counts. */
  readonly weights: Float64Array
  readonly outlines: OutlinePair | null
  readonly skin: Places
  /** How sure each patch of skin is, three numbers each. */
  readonly precisions: Float64Array
}

function evidenceOf(
  pairs: readonly Correspondence[],
  { trust, outlines = null, skin = [] }: HeadWarpOptions,
  basis: Basis,
): Evidence {
  return {
    features: placesOf(pairs, basis),
    weights: evenWeights(pairs).map((weight, i) => weight * (trust?.[i] ?? 1)),
    outlines,
    skin: placesOf(skin, basis),
    precisions: Float64Array.from(skin.flatMap(({ precision }) => precision)),
  }
}

function placesOf(matches: readonly Correspondence[], basis: Basis): Places {
  const { length } = matches
  const column = (count = 1) => new Float64Array(count * length)
  const [functions, u, v, movedU, movedV] = [column(FUNCTIONS), column(), column(), column(), column()]
  const at = matches.map((match, i): Point => {
    u[i] = match.u
    v[i] = match.v
    return [match.x, match.y]
  })
  for (let i = 0; i < length; i++) functionsAt(at[i], basis, functions, i * FUNCTIONS)
  return { at, functions, u, v, movedU, movedV }
}

function moveAll({ at, functions, movedU, movedV }: Places, move: Move): void {
  if ('coefficients' in move) {
    const { across, down } = move.coefficients
    for (let i = 0, from = 0; i < movedU.length; i++, from += FUNCTIONS) {
      let [u, v] = [0, 0]
      for (let k = 0; k < FUNCTIONS; k++) {
        u += across[k] * functions[from + k]
        v += down[k] * functions[from + k]
      }
      movedU[i] = u
      movedV[i] = v
    }
  } else {
    for (let i = 0; i < at.length; i++) {
      const moved = applyMeasuringWarp(move.warp, at[i])
      movedU[i] = moved[0]
      movedV[i] = moved[1]
    }
  }
}

/** What matches, outlines and priors say together: as many rows as parameters, the last column the right-hand side. */
function normalEquations(
  { features, weights, outlines, skin, precisions }: Evidence,
  basis: Basis,
  { move, flat }: { readonly move: Move; readonly flat: MeasuringWarp },
  cutoff: number,
): { rows: Float64Array[]; listened: number } {
  const said = emptySums()
  moveAll(features, move)
  moveAll(skin, move)
  const listened = addFeatures(said, features, weights, cutoff) + addSkin(said, skin, precisions, cutoff)
  if (outlines) {
    const reachPx = Math.max(OUTLINE_REACH_PX, cutoff)
    const isBesideSkin = skin.at.length > 0
    const matches = matchOutlines(outlines, flat, reachPx)
    const places = placesOf(
      matches.map(({ before, after }) => ({ x: before[0], y: before[1], u: after[0], v: after[1] })),
      basis,
    )
    moveAll(places, move)
    const share = isBesideSkin ? OUTLINE_WEIGHT_BESIDE_SKIN : OUTLINE_WEIGHT
    addOutlines(said, places, matches, { reachPx, share })
  }
  const rows = rowsOf(said, basis)
  basis.priors.forEach((deviation, i) => {
    if (deviation > 0) rows[i][i] += 1 / ((deviation * basis.scalePx) / PRIOR_SCALE_PX) ** 2
  })
  return { rows, listened }
}

/** Adds what features say; answers how many were listened to. */
function addFeatures(said: Sums, places: Places, weights: Float64Array, cutoff: number): number {
  const { u, v, movedU, movedV } = places
  let listened = 0
  for (let i = 0; i < u.length; i++) {
    const error = Math.hypot(movedU[i] - u[i], movedV[i] - v[i])
    const weight = (weights[i] * tukeyWeight(error, cutoff)) / NOISE_PX ** 2
    if (weight === 0) continue
    listened++
    addAlike(said, places, i, weight)
  }
  return listened
}

/** Adds what patches of skin say, each as sure as it is across, down and both together; answers how many were listened to. */
function addSkin(said: Sums, places: Places, precisions: Float64Array, cutoff: number): number {
  const { u, v, movedU, movedV } = places
  let listened = 0
  for (let i = 0; i < u.length; i++) {
    const weight = tukeyWeight(Math.hypot(movedU[i] - u[i], movedV[i] - v[i]), cutoff)
    if (weight === 0) continue
    listened++
    const k = 3 * i
    addSure(said, places, i, weight * precisions[k], weight * precisions[k + 1], weight * precisions[k + 2])
  }
  return listened
}

/** Adds what outlines say: each place lies on a line, and may slide along it. */
function addOutlines(
  said: Sums,
  places: Places,
  matches: readonly OutlineConstraint[],
  { reachPx, share }: { readonly reachPx: number; readonly share: number },
): void {
  const { u, v, movedU, movedV } = places
  for (let i = 0; i < u.length; i++) {
    const { normal } = matches[i]
    const [nx, ny] = [normal[0], normal[1]]
    const distance = nx * (movedU[i] - u[i]) + ny * (movedV[i] - v[i])
    const weight = (share * tukeyWeight(distance, reachPx)) / OUTLINE_NOISE_PX ** 2
    addSure(said, places, i, weight * nx * nx, weight * nx * ny, weight * ny * ny)
  }
}

/** Sums over functions of places as rows of parameters. */
function rowsOf(said: Sums, { across, down, priors }: Basis): Float64Array[] {
  const count = priors.length
  const rows = Array.from({ length: count }, () => new Float64Array(count + 1))
  const add = (from: Uses, to: Uses, products: Float64Array) => {
    from.forEach((rowUses, f) => {
      for (const [i, rowSign] of rowUses) {
        to.forEach((uses, g) => {
          for (const [j, sign] of uses) rows[i][j] += rowSign * sign * productOf(products, f, g)
        })
      }
    })
  }
  const addTargets = (from: Uses, targets: Float64Array) => {
    from.forEach((uses, f) => {
      for (const [i, sign] of uses) rows[i][count] += sign * targets[f]
    })
  }
  for (const uses of [across, down]) add(uses, uses, said.alike)
  add(across, across, said.across)
  add(across, down, said.both)
  add(down, across, said.both)
  add(down, down, said.down)
  addTargets(across, said.toU)
  addTargets(down, said.toV)
  return rows
}

/** Writes the functions of a place. */
function functionsAt(
  [x, y]: Point,
  { centre, scalePx, head }: Basis,
  functions: Float64Array,
  from: number,
): void {
  const u = (x - centre[0]) / scalePx
  const v = (y - centre[1]) / scalePx
  functions[from] = 1
  functions[from + 1] = u
  functions[from + 2] = v
  functions[from + 3] = u * u
  functions[from + 4] = u * v
  functions[from + 5] = v * v
  if (!head) return
  const depth = head.depthAt(x, y)
  functions[from + 6] = depth
  functions[from + 7] = u * depth
  functions[from + 8] = v * depth
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
  const spread = varianceOf(covariance, basis)
  const functions = new Float64Array(FUNCTIONS)
  return places.map((place) => {
    let variance = 0
    functionsAt(place, basis, functions, 0)
    for (let f = 0; f < TERMS; f++) {
      for (let g = 0; g < TERMS; g++) variance += functions[f] * spread[f * TERMS + g] * functions[g]
    }
    return Math.sqrt(Math.max(0, variance))
  })
}

/** The variance of a place, across and down together, by its functions. */
function varianceOf(covariance: readonly Float64Array[], { across, down }: Basis): Float64Array {
  const spread = new Float64Array(TERMS * TERMS)
  for (const uses of [across, down]) {
    for (let f = 0; f < TERMS; f++) {
      for (let g = 0; g < TERMS; g++) {
        for (const [i, rowSign] of uses[f])
          for (const [j, sign] of uses[g]) spread[f * TERMS + g] += rowSign * sign * covariance[j][i]
      }
    }
  }
  return spread
}

/** The warp of what was found where the head's depth is 0. */
function flatWarp({ across: x, down: y }: Coefficients, { centre, scalePx }: PlaceFrame): MeasuringWarp {
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

function roundOf({ across, down }: Coefficients, square: Quartic): MeasuringWarp['round'] {
  return { square, dx: [across[6], across[7], across[8]], dy: [down[6], down[7], down[8]] }
}

/** One for lonely matches, less in crowded cells. */
function evenWeights(pairs: readonly Correspondence[]): Float64Array {
  const key = ({ x, y }: Correspondence) => Math.floor(x / CELL_PX) * 4096 + Math.floor(y / CELL_PX)
  const counts = new Map<number, number>()
  for (const pair of pairs) counts.set(key(pair), (counts.get(key(pair)) ?? 0) + 1)
  return Float64Array.from(pairs, (pair) => Math.min(1, CELL_WEIGHT / counts.get(key(pair))!))
}
