import type { MeasuringWarp } from '../measuring-warp.ts'
import { bendToSkin } from './bend-warp.ts'
import type { FeaturePair } from './feature-pair.ts'
import type { FollowedSkin } from './follow-skin.ts'
import { BLOCK_CELLS, judgeDetail, matchDetail, NO_EVIDENCE, type DetailEvidence } from './match-detail.ts'
import {
  correlateSkin,
  matchSkin,
  patchesIn,
  type IsAsked,
  type SkinMatch,
  type SkinSearch,
} from './match-skin.ts'

/** Where the finest detail leads, and what it says for that. */
export interface FollowedDetail {
  readonly warp: MeasuringWarp
  /** The patches the warp was fitted to; null where it stayed as it was. */
  readonly matches: readonly SkinMatch[] | null
  readonly evidence: DetailEvidence
}

/** First from far, then near. */
const WIDE: SkinSearch = { reachPx: 16, patchPx: 56 }
const NARROW: SkinSearch = { reachPx: 8, patchPx: 40 }
const HALVES = [0, 1] as const satisfies readonly Half[]

/**
 * Fits a warp to the finest detail of the scalp's skin, and asks that detail how sure this is without letting it bear witness
 * for itself: the warp is fitted to half of the blocks, as the fields of one colour on a chessboard, and judged by the other
 * half, and the other way round (two-fold cross-validation: Stone, 1974). Where the blocks that were not asked do not bear out
 * the fit better than where it began, the warp stays as it was, and is judged by all of them.
 */
export function followDetail(pair: FeaturePair, start: MeasuringWarp): FollowedDetail {
  const detail = pair.skin.detail()
  if (!detail) return { warp: start, matches: null, evidence: NO_EVIDENCE }
  const isScalp = (x: number, y: number) => pair.isCore(x, y) && !pair.isFace(x, y)
  const correlated = correlateSkin(detail, start, WIDE.reachPx)
  const direct = judgeDetail(correlated, isScalp)
  const patches = patchesIn(correlated, WIDE.patchPx).matches
  const ofHalves = HALVES.map((half) => patchesIn(correlated, WIDE.patchPx, isInHalf(half)).matches)
  const crossed = joined(
    HALVES.map((half) => {
      const led = bendToSkin(pair, start, ofHalves[half], WIDE) ?? start
      return matchDetail(detail, led, isScalp, isInHalf(half === 0 ? 1 : 0))
    }),
  )
  if (crossed.deviations < direct.deviations) return { warp: start, matches: null, evidence: direct }
  const led = bendToSkin(pair, start, patches, WIDE) ?? start
  return { ...followDetailNearby(pair, led), evidence: crossed }
}

/** Fits a warp that lies right already to the finest detail nearby, which is not asked how sure this is. */
export function followDetailNearby(pair: FeaturePair, start: MeasuringWarp): FollowedSkin {
  const detail = pair.skin.detail()
  if (!detail) return { warp: start, matches: [] }
  const { matches } = matchSkin(detail, start, NARROW)
  return { warp: bendToSkin(pair, start, matches, NARROW) ?? start, matches }
}

type Half = 0 | 1

const isInHalf =
  (half: Half): IsAsked =>
  (column, row) =>
    (Math.floor(column / BLOCK_CELLS) + Math.floor(row / BLOCK_CELLS)) % 2 === half

/** What two lots of blocks say together. */
function joined(lots: readonly DetailEvidence[]): DetailEvidence {
  const blocks = lots.reduce((sum, lot) => sum + lot.blocks, 0)
  const sum = lots.reduce((total, lot) => total + lot.deviations * Math.sqrt(lot.blocks), 0)
  const agreeing = lots.flatMap((lot) => lot.agreeing)
  return blocks === 0 ? NO_EVIDENCE : { deviations: sum / Math.sqrt(blocks), agreeing, blocks }
}
