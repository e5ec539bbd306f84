import type { MeasuringWarp } from '../measuring-warp.ts'
import type { Point } from '../transform.ts'
import { CELL, type CountedCell } from './correlate-cells.ts'
import { correlateSkin, type IsAsked, type SkinCorrelations } from './match-skin.ts'
import type { SkinPair } from './skin-picture.ts'

/** What the finest detail of the skin says for a warp. */
export interface DetailEvidence {
  /**
   * Standard deviations: of two pictures that have nothing in common it is about 0, and rarely above 3, whatever the warp was
   * led by.
   */
  readonly deviations: number
  /** The middles, in before pixels, of the blocks around which detail agrees. */
  readonly agreeing: readonly Point[]
  /** Blocks that were judged. */
  readonly blocks: number
}

/** Where nothing can be asked. */
export const NO_EVIDENCE: DetailEvidence = { deviations: 0, agreeing: [], blocks: 0 }

/** Side of a block in cells of 12 pixels. */
export const BLOCK_CELLS = 2
/** Of a block, what both photos must show. */
const LEAST_SHOWN = 0.4
const FEWEST_BLOCKS = 4
/** How far around detail is compared, in pixels of the level. */
const REACH = 8
/** Nearer than this, detail that lies right still agrees; what lies beyond tells what chance gives. */
const CHANCE_FROM = 3.5
/** How far a warp may lie beside the skin, in pixels of the level. */
const TOLERANCE = 2.3
/** Up to how far away, in blocks, neighbours are asked where a block should lie. */
const NEIGHBOURS = 3
/** From this many deviations of a block and its neighbours together they agree. */
const AGREEING = 2

const SIDE = 2 * REACH + 1
const SHIFTS = Array.from({ length: SIDE * SIDE }, (_, k) =>
  Math.hypot((k % SIDE) - REACH, Math.floor(k / SIDE) - REACH),
)
const BY_CHANCE = SHIFTS.flatMap((distance, k) => (distance > CHANCE_FROM ? [k] : []))
const NEAR = SHIFTS.flatMap((distance, k) => (distance <= TOLERANCE ? [k] : []))
const UNMOVED = REACH * SIDE + REACH

/**
 * Asks the finest detail of the skin, where no fit has looked at it, whether it lies where the warp says; only of the cells to
 * be judged, where these are named. Blocks that do not
 * overlap are correlated at all shifts around and measured by what shifts too large to be right give, so that each is one
 * draw of a distribution of mean 0 and deviation 1 where the photos have nothing in common. A warp may lie a little beside
 * the skin: each block is read where its neighbours agree most, without its own say (leave-one-out
 * cross-validation: Stone, 1974), so that looking for the best place adds nothing by chance.
 */
export function matchDetail(
  pair: SkinPair,
  warp: MeasuringWarp,
  isAsked: (x: number, y: number) => boolean,
  isJudged?: IsAsked,
): DetailEvidence {
  return judgeDetail(correlateSkin(pair, warp, REACH * pair.level.shrink), isAsked, isJudged)
}

/** What matchDetail says of skin that was correlated. */
export function judgeDetail(
  correlated: SkinCorrelations,
  isAsked: (x: number, y: number) => boolean,
  isJudged?: IsAsked,
): DetailEvidence {
  const blocks = blocksOf(correlated, isAsked)
  if (blocks.length < FEWEST_BLOCKS) return NO_EVIDENCE
  const neighbours = blocks.map((block) => neighboursOf(block, blocks))
  const read = blocks.map(({ surface }, i) => surface[bestShift(neighbours[i], blocks)])
  const judges = blocks.map(
    ({ column, row }) => !isJudged || isJudged(column * BLOCK_CELLS, row * BLOCK_CELLS),
  )
  const judged = read.filter((_, i) => judges[i])
  const agreeing = blocks.filter((_, i) => {
    if (!judges[i]) return false
    let [sum, squares] = [read[i], 1]
    for (const { index, weight } of neighbours[i]) {
      sum += weight * read[index]
      squares += weight * weight
    }
    return sum > AGREEING * Math.sqrt(squares)
  })
  return {
    deviations: judged.reduce((sum, value) => sum + value, 0) / Math.sqrt(Math.max(1, judged.length)),
    blocks: judged.length,
    agreeing: agreeing.map(({ middle }) => middle),
  }
}

interface Block {
  readonly column: number
  readonly row: number
  readonly middle: Point
  /** Deviations from what chance gives, by shift. */
  readonly surface: Float64Array
}

function blocksOf(
  { pair, cells: { columns, rows, surfaceOf, seen } }: SkinCorrelations,
  isAsked: (x: number, y: number) => boolean,
): Block[] {
  const sidePx = BLOCK_CELLS * CELL
  const blocks: Block[] = []
  for (let row = 0; row * BLOCK_CELLS < rows; row++) {
    for (let column = 0; column * BLOCK_CELLS < columns; column++) {
      const { shrink } = pair.level
      const middle: Point = [
        (pair.leftPx + (column + 0.5) * sidePx) * shrink,
        (pair.topPx + (row + 0.5) * sidePx) * shrink,
      ]
      if (!isAsked(...middle)) continue
      const cells: CountedCell[] = []
      let shown = 0
      for (let r = row * BLOCK_CELLS; r < Math.min(rows, (row + 1) * BLOCK_CELLS); r++) {
        for (let c = column * BLOCK_CELLS; c < Math.min(columns, (column + 1) * BLOCK_CELLS); c++) {
          const cell = r * columns + c
          shown += seen[cell]
          cells.push({ cell, weight: 1 })
        }
      }
      if (shown < LEAST_SHOWN * sidePx * sidePx) continue
      const surface = surfaceOf(cells)
      if (measureByChance(surface)) blocks.push({ column, row, middle, surface })
    }
  }
  return blocks
}

/** Turns a surface into deviations from what the shifts too large to be right give; false where these are all alike. */
function measureByChance(surface: Float64Array): boolean {
  let [sum, squares] = [0, 0]
  for (const k of BY_CHANCE) {
    sum += surface[k]
    squares += surface[k] * surface[k]
  }
  const mean = sum / BY_CHANCE.length
  const variance = squares / BY_CHANCE.length - mean * mean
  if (!(variance > 1e-9)) return false
  const deviation = Math.sqrt(variance)
  for (let k = 0; k < surface.length; k++) surface[k] = (surface[k] - mean) / deviation
  return true
}

interface Neighbour {
  readonly index: number
  readonly weight: number
}

/** The blocks around one, without itself; the nearer, the more they count. */
function neighboursOf({ column, row }: Block, blocks: readonly Block[]): Neighbour[] {
  return blocks.flatMap((block, index) => {
    const squared = (block.column - column) ** 2 + (block.row - row) ** 2
    const isNear = squared > 0 && squared <= NEIGHBOURS ** 2
    return isNear ? [{ index, weight: Math.exp(-squared / 2) }] : []
  })
}

function bestShift(neighbours: readonly Neighbour[], blocks: readonly Block[]): number {
  let best = UNMOVED
  let most = 0
  for (const k of NEAR) {
    let sum = 0
    for (const { index, weight } of neighbours) sum += weight * blocks[index].surface[k]
    if (sum > most) {
      most = sum
      best = k
    }
  }
  return best
}
