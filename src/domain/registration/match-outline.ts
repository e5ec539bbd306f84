import { applyMeasuringWarp, type MeasuringWarp } from '../measuring-warp.ts'
import { applyTransform, type Matrix3, type Point } from '../transform.ts'
import { buildFeatureGrid, type FeatureGrid } from './feature-grid.ts'
import { fitTransform } from './fit-transform.ts'
import { planeWarp } from './plane-warp.ts'

/** A place on the before photo's outline that must come to lie on a line of the after photo: n . (u, v) = n . (x', y'). */
export interface OutlineConstraint {
  readonly before: Point
  readonly after: Point
  /** Unit normal of the after outline there. */
  readonly normal: Point
}

/** Both heads' outlines, without the parts where the picture's edge cuts the head off. */
export interface OutlinePair {
  readonly before: readonly OutlinePlace[]
  readonly after: readonly OutlinePlace[]
}

/** A place on an outline with its unit normal, pointing outwards. */
export interface OutlinePlace {
  readonly at: Point
  readonly normal: Point
}

/** How far apart two outlines may lie and still meet, in after pixels. */
export const OUTLINE_TOLERANCE_PX = 10
const FEWEST_PLACES = 16
const STEP_PX = 16
/** Share of the picture's size that counts as its edge. */
const EDGE_SHARE = 0.02
/** Cosine of the largest angle between outlines that can be the same. */
const LEAST_ALIKE = 0.85

/** An outline as evenly spaced places with normals, leaving out where the picture ends. The outline runs clockwise on the screen. */
export function outlinePlaces(outline: readonly Point[], widthPx: number, heightPx: number): OutlinePlace[] {
  const edgePx = EDGE_SHARE * Math.max(widthPx, heightPx)
  const places: OutlinePlace[] = []
  outline.forEach((from, i) => {
    const to = outline[(i + 1) % outline.length]
    const length = Math.hypot(to[0] - from[0], to[1] - from[1])
    const count = Math.max(1, Math.round(length / STEP_PX))
    const normal: Point = [(to[1] - from[1]) / length, (from[0] - to[0]) / length]
    for (let k = 0; k < count; k++) {
      const share = (k + 0.5) / count
      const [x, y] = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
      const isCutOff = x < edgePx || y < edgePx || x > widthPx - edgePx || y > heightPx - edgePx
      if (!isCutOff && length > 0) places.push({ at: [x, y], normal })
    }
  })
  return places
}

/**
 * Where the warped before outline meets the after outline: nearest places that face the same way, within reach
 * (one step of iterated closest points with point-to-line distances: Chen and Medioni, 1992). The outline of a ball stays
 * where it is while its skin turns, so that this says where the head is and not how it is turned.
 */
export function matchOutlines(
  { before, after }: OutlinePair,
  warp: MeasuringWarp,
  reachPx: number,
): OutlineConstraint[] {
  const constraints: OutlineConstraint[] = []
  const grid = gridOf(after)
  for (const { at, normal } of before) {
    const [u, v] = applyMeasuringWarp(warp, at)
    const [tipU, tipV] = applyMeasuringWarp(warp, [at[0] + 8 * normal[0], at[1] + 8 * normal[1]])
    const length = Math.hypot(tipU - u, tipV - v)
    const best = nearestFacing(after, grid, { u, v, tipU: tipU - u, tipV: tipV - v, length, reachPx })
    if (best) constraints.push({ before: at, after: best.at, normal: best.normal })
  }
  return constraints
}

const GRID_PX = 32
/** Places are put into cells in single precision. */
const ROUNDING_PX = 1e-3
const grids = new WeakMap<readonly OutlinePlace[], FeatureGrid>()

/** An outline's places by cell; made once, since one is met again and again. */
function gridOf(places: readonly OutlinePlace[]): FeatureGrid {
  const known = grids.get(places)
  if (known) return known
  const x = Float32Array.from(places, ({ at }) => at[0])
  const y = Float32Array.from(places, ({ at }) => at[1])
  const grid = buildFeatureGrid({ count: places.length, x, y }, GRID_PX)
  grids.set(places, grid)
  return grid
}

/** A place, the direction its outline faces (of this length), and how far around is looked. */
interface Facing {
  readonly u: number
  readonly v: number
  readonly tipU: number
  readonly tipV: number
  readonly length: number
  readonly reachPx: number
}

/** The nearest place within reach that faces about the same way; the first of those equally near. */
function nearestFacing(
  places: readonly OutlinePlace[],
  { columns, rows, start, order }: FeatureGrid,
  { u, v, tipU, tipV, length, reachPx }: Facing,
): OutlinePlace | null {
  let best = -1
  let nearest = reachPx
  const around = reachPx + ROUNDING_PX
  const left = Math.max(0, Math.floor((u - around) / GRID_PX))
  const right = Math.min(columns - 1, Math.floor((u + around) / GRID_PX))
  const top = Math.max(0, Math.floor((v - around) / GRID_PX))
  const bottom = Math.min(rows - 1, Math.floor((v + around) / GRID_PX))
  // Beside all places a row ends before it begins.
  for (let row = top; row <= bottom; row++) {
    const end = start[row * columns + right + 1]
    for (let k = start[row * columns + left]; k < end; k++) {
      const { at, normal } = places[order[k]]
      const [du, dv] = [at[0] - u, at[1] - v]
      if (Math.abs(du) > nearest || Math.abs(dv) > nearest) continue
      if ((normal[0] * tipU + normal[1] * tipV) / length < LEAST_ALIKE) continue
      const distance = Math.hypot(du, dv)
      if (distance > nearest || (distance === nearest && (best < 0 || order[k] > best))) continue
      nearest = distance
      best = order[k]
    }
  }
  return best < 0 ? null : places[best]
}

/** Which share of the before outline comes to lie on the after outline, within `tolerancePx`; 0 to 1. */
export function outlineAgreement(outlines: OutlinePair, warp: MeasuringWarp, tolerancePx: number): number {
  if (outlines.before.length === 0) return 0
  return matchOutlines(outlines, warp, tolerancePx).length / outlines.before.length
}

const ROUNDS = 25
const WIDEST_REACH_PX = 120
const NARROWEST_REACH_PX = 24

/** The similarity that lays one outline on the other, from a first guess (iterated closest points); null where they do not meet. */
export function alignOutlines(outlines: OutlinePair, initial: Matrix3, centre: Point): Matrix3 | null {
  let transform = initial
  for (let round = 0; round < ROUNDS; round++) {
    const reachPx = WIDEST_REACH_PX * (NARROWEST_REACH_PX / WIDEST_REACH_PX) ** (round / (ROUNDS - 1))
    const matches = matchOutlines(outlines, planeWarp(transform, centre, 1), reachPx)
    if (matches.length < FEWEST_PLACES) return null
    // Where the line is hit, not its nearest place: along the outline the head may slide.
    const pairs = matches.map(({ before, after, normal }) => {
      const [u, v] = applyTransform(transform, before)
      const distance = normal[0] * (after[0] - u) + normal[1] * (after[1] - v)
      return { x: before[0], y: before[1], u: u + distance * normal[0], v: v + distance * normal[1] }
    })
    const fitted = fitTransform('similarity', pairs)
    if (!fitted) return null
    transform = fitted
  }
  return transform
}
