import type { MeasuringWarp } from '../measuring-warp.ts'
import type { Correspondence } from './correspondence.ts'
import { matchAround, weightOf, type FeaturePair } from './feature-pair.ts'
import { findConsensus } from './find-consensus.ts'
import { fitHeadWarp, type HeadWarpOptions } from './fit-head-warp.ts'
import type { SkinMatch, SkinSearch } from './match-skin.ts'

/** The radius, in after pixels, in which features are looked for at the end. */
export const FINAL_RADIUS_PX = 14
/** However near a search looks, matches are listened to up to so far from the warp, in after pixels. */
const LISTENED_PX = 8
/** With fewer matches in consensus all matches are listened to. */
export const FEWEST_IN_CONSENSUS = 14

/** What the face counts in the fit: the scalp is what is compared, and brows and eyes are many and strong. */
const FACE_WEIGHT = 0.15

/** Refits the warp to the features around it: to those in consensus where there are enough, else to all. */
export function bendToFeatures(
  pair: FeaturePair,
  warp: MeasuringWarp,
  radiusPx: number,
): MeasuringWarp | null {
  const all = matchAround(pair, warp, radiusPx)
  const consensus = findConsensus(all, warp, { radiusPx })
  const listened = consensus.length >= FEWEST_IN_CONSENSUS ? consensus : all
  return bend(pair, warp, listened, { cutoffPx: [radiusPx * 1.3, Math.max(LISTENED_PX, radiusPx * 0.6)] })
}

/** Refits the warp to patches of skin, and to the features around it that move as their neighbours do. */
export function bendToSkin(
  pair: FeaturePair,
  warp: MeasuringWarp,
  skin: readonly SkinMatch[],
  { reachPx }: SkinSearch,
): MeasuringWarp | null {
  const all = matchAround(pair, warp, FINAL_RADIUS_PX)
  const consensus = findConsensus(all, warp, { radiusPx: FINAL_RADIUS_PX })
  return bend(pair, warp, consensus, {
    cutoffPx: [reachPx * 1.3, Math.max(LISTENED_PX, reachPx * 0.5)],
    skin: scalpFirst(pair, skin),
  })
}

/** Refits a warp that lies right to what lies right by it, so that it moves the head by its depth; as it is where that is not known. */
export function keepDepth(
  pair: FeaturePair,
  warp: MeasuringWarp,
  { inliers, skin }: { readonly inliers: readonly Correspondence[]; readonly skin: readonly SkinMatch[] },
): MeasuringWarp {
  if (!pair.round) return warp
  const cutoffPx = [LISTENED_PX, LISTENED_PX] as const
  return bend(pair, warp, inliers, { cutoffPx, skin: scalpFirst(pair, skin), keepsDepth: true }) ?? warp
}

function bend(
  pair: FeaturePair,
  warp: MeasuringWarp,
  listened: readonly Correspondence[],
  options: Pick<HeadWarpOptions, 'cutoffPx' | 'skin' | 'keepsDepth'>,
): MeasuringWarp | null {
  return fitHeadWarp(listened, {
    ...options,
    initial: warp,
    centre: warp.centre,
    scalePx: warp.scalePx,
    trust: listened.map((match) => weightOf(pair, match) * (pair.isFace(match.x, match.y) ? FACE_WEIGHT : 1)),
    outlines: pair.outlines,
    round: pair.round,
  })
}

function scalpFirst(pair: FeaturePair, skin: readonly SkinMatch[]): SkinMatch[] {
  return skin.map((match) => (pair.isFace(match.x, match.y) ? lessSure(match) : match))
}

function lessSure(match: SkinMatch): SkinMatch {
  const [xx, xy, yy] = match.precision
  return { ...match, precision: [FACE_WEIGHT * xx, FACE_WEIGHT * xy, FACE_WEIGHT * yy] }
}
