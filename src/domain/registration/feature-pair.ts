import { applyMeasuringWarp, type MeasuringWarp } from '../measuring-warp.ts'
import type { Point } from '../transform.ts'
import type { Correspondence } from './correspondence.ts'
import type { FeatureGrid } from './feature-grid.ts'
import type { FeatureSet } from './feature-set.ts'
import { matchGuided } from './match-guided.ts'
import type { PlaceFrame, RoundHead } from './head-round.ts'
import type { OutlinePair } from './match-outline.ts'
import type { SkinPair } from './skin-picture.ts'

/** Two photos ready to be matched: before features inside the head region only. */
export interface FeaturePair {
  readonly before: FeatureSet
  readonly after: FeatureSet
  readonly afterGrid: FeatureGrid
  readonly widthPx: number
  readonly heightPx: number
  /** The middle of the head in the before photo. */
  readonly headCentre: Point
  /** Of the circle as large as the head in the before photo. */
  readonly headRadiusPx: number
  /** Whether a place of the before photo is surely head, and not the wall or clothes beside it. */
  readonly isCore: (x: number, y: number) => boolean
  /** Whether a place of the before photo is face, below the eyebrows. */
  readonly isFace: (x: number, y: number) => boolean
  /** Both heads' outlines, where both are known. */
  readonly outlines: OutlinePair | null
  /** What a warp's places are told by. */
  readonly frame: PlaceFrame
  /** The round of the before photo's head in this frame, where its outline is known. */
  readonly round: RoundHead | null
  /** Places spread over what is compared, where the warp must be sure. */
  readonly scalp: readonly Point[]
  /** Both photos' skin, made when first asked for; null where there is too little of it. */
  readonly skin: {
    readonly coarse: () => SkinPair | null
    readonly fine: () => SkinPair | null
    /** What is followed last, and bears witness where it was not. */
    readonly detail: () => SkinPair | null
  }
}

/** What a match beside the surely-head counts: the wall of the same room matches as well as skin, and must not decide. */
const RIM_WEIGHT = 0.3

/** Features that match around where the warp predicts them. */
export function matchAround(
  { before, after, afterGrid }: FeaturePair,
  warp: MeasuringWarp,
  radiusPx: number,
  shift?: Point,
): Correspondence[] {
  return matchGuided(before, after, afterGrid, warp, shift ? { radiusPx, shift } : { radiusPx })
}

/** What a match counts. */
export function weightOf(pair: FeaturePair, { x, y }: Correspondence): number {
  return pair.isCore(x, y) ? 1 : RIM_WEIGHT
}

/** What matches count together. */
export function weigh(pair: FeaturePair, matches: readonly Correspondence[]): number {
  return matches.reduce((sum, match) => sum + weightOf(pair, match), 0)
}

/** How far from its predicted place a match lies, in after pixels. */
export function residualOf(warp: MeasuringWarp, { x, y, u, v }: Correspondence): number {
  const [predictedU, predictedV] = applyMeasuringWarp(warp, [x, y])
  return Math.hypot(predictedU - u, predictedV - v)
}
