import type { MeasuringWarp } from '../measuring-warp.ts'
import { IDENTITY, type Matrix3, type Point } from '../transform.ts'
import { chooseTransform } from './choose-transform.ts'
import type { Correspondence } from './correspondence.ts'
import { buildFeatureGrid } from './feature-grid.ts'
import { selectFeatures } from './feature-set.ts'
import { fitRobust } from './fit-robust.ts'
import { fitTransform, type PlaneKind } from './fit-transform.ts'
import { searchByGradients } from './gradient-search.ts'
import { centralHeadRegion, headRegionOfFace, isInPolygon } from './head-region.ts'
import { judgeRegistration, type Verdict } from './judge-registration.ts'
import { matchFeatures } from './match-features.ts'
import { isPlausible, transformShape } from './plausible-transform.ts'
import type { FoundFace, PhotoView } from './photo-view.ts'
import { ransacSimilarity } from './ransac-similarity.ts'
import { doAgree, refineHypothesis, type FeaturePair, type RefinedHypothesis } from './refine-hypothesis.ts'

/** A registration in working pixels, from before to after. */
export interface Registration {
  readonly verdict: Verdict
  readonly method: string
  readonly kind: 'identity' | PlaneKind
  readonly confidence: number
  readonly beforeToAfter: Matrix3
  readonly warp: MeasuringWarp | null
  /** Mean distance of the matches from the shown transform, in after pixels. */
  readonly residualPx: number
  readonly poseDiffers: boolean
  readonly reasons: readonly string[]
}

/** What a person knows about the pair, in working pixels. */
export interface RegistrationHints {
  readonly headRegion?: readonly Point[]
  /** A transform from points placed by hand. */
  readonly byHand?: { readonly kind: PlaneKind; readonly transform: Matrix3 }
}

/** Evidence below which slower ways are tried as well. */
const STRONG_CONFIDENCE = 16
const TURNS = [0, 90, -90, 180] as const

/**
 * Finds the plane transform under which the after photo's head lies on the before photo's: several first guesses, each
 * refined, and a verdict on the best (method V2 of the design notes).
 */
export function registerPhotos(
  before: PhotoView,
  after: PhotoView,
  hints: RegistrationHints = {},
): Registration {
  const { widthPx, heightPx } = before.gray
  const region = hints.headRegion ?? regionOf(before)
  const isInside = (x: number, y: number) => isInPolygon(region, x, y)
  const pair: FeaturePair = {
    before: selectFeatures(before.features, isInside),
    after: after.features,
    afterGrid: buildFeatureGrid(after.features),
    widthPx,
    heightPx,
  }
  const refined: RefinedHypothesis[] = []
  const attempt = (source: string, transform: Matrix3 | null) => {
    const result = transform && refineHypothesis(pair, source, transform)
    if (result) refined.push(result)
  }
  const isWeak = () => refined.every(({ confidence }) => confidence < STRONG_CONFIDENCE)

  if (hints.byHand) attempt('by-hand', hints.byHand.transform)
  else {
    attempt('face-mesh', faceTransform(before.face, after.face))
    for (const turn of TURNS) {
      if (!isWeak()) break
      for (const [source, transform] of featureGuesses(pair, turn)) attempt(source, transform)
    }
    for (const turn of TURNS) {
      if (!isWeak()) break
      for (const { transform } of searchByGradients(before.gray, after.gray, {
        turnDegrees: turn,
        isInside,
      })) {
        attempt('gradient-search', transform)
      }
    }
  }
  const best = refined.sort((a, b) => b.confidence - a.confidence)[0]
  if (!best) return notFound(before, after, hints)
  return conclude(best, refined, pair, hints)
}

function conclude(
  best: RefinedHypothesis,
  refined: readonly RefinedHypothesis[],
  pair: FeaturePair,
  hints: RegistrationHints,
): Registration {
  const { widthPx, heightPx } = pair
  const centre: Point = [widthPx / 2, heightPx / 2]
  const judgement = judgeRegistration({
    confidence: best.confidence,
    cells: best.cells,
    agreeing: refined.filter((other) => doAgree(best, other, pair)).length,
    anisotropy: transformShape(best.transform, centre).anisotropy,
  })
  const chosen = chooseTransform(best.inliers, { initial: best.transform, widthPx, heightPx })
  return {
    ...judgement,
    method: best.source,
    kind: chosen?.kind ?? 'affine',
    confidence: best.confidence,
    beforeToAfter: chosen?.transform ?? best.transform,
    warp: judgement.verdict === 'needs-points' && !hints.byHand ? null : best.warp,
    residualPx: chosen?.residualPx ?? 0,
  }
}

function notFound(before: PhotoView, after: PhotoView, hints: RegistrationHints): Registration {
  const rest = { confidence: 0, warp: null, residualPx: 0, poseDiffers: false }
  if (hints.byHand) {
    const { kind, transform } = hints.byHand
    return {
      ...rest,
      verdict: 'check',
      method: 'by-hand',
      kind,
      beforeToAfter: transform,
      reasons: ['by-hand'],
    }
  }
  return {
    ...rest,
    verdict: 'needs-points',
    method: 'none',
    kind: 'identity',
    beforeToAfter: sameFraming(before, after),
    reasons: ['weak-match'],
  }
}

/** The guess when nothing is known: the after photo's middle on the before photo's, at the same share of the width. */
function sameFraming(before: PhotoView, after: PhotoView): Matrix3 {
  if (before.gray.widthPx === after.gray.widthPx && before.gray.heightPx === after.gray.heightPx)
    return IDENTITY
  const scale = after.gray.widthPx / before.gray.widthPx
  const y = (after.gray.heightPx - scale * before.gray.heightPx) / 2
  return [scale, 0, 0, 0, scale, y, 0, 0, 1]
}

function regionOf({ gray, face }: PhotoView): readonly Point[] {
  if (!face) return centralHeadRegion(gray.widthPx, gray.heightPx)
  const [top, chin, left, right] = [10, 152, 234, 454].map((index) => face.landmarks[index])
  return headRegionOfFace({ top: top, chin: chin, left: left, right: right })
}

function faceTransform(before: FoundFace | null, after: FoundFace | null): Matrix3 | null {
  if (!before || !after) return null
  const pairs: Correspondence[] = before.landmarks.map(([x, y], i) => {
    const [u, v] = after.landmarks[i]
    return { x, y, u, v }
  })
  return fitTransform('similarity', pairs)
}

function featureGuesses(
  pair: FeaturePair,
  turnDegrees: number,
): [source: string, transform: Matrix3 | null][] {
  const matches = matchFeatures(pair.before, pair.after, {
    turnDegrees,
    turnToleranceDegrees: 50,
    logScaleTolerance: 0.8,
  })
  const vote = ransacSimilarity(matches, { thresholdPx: 16, rounds: 3000, turnDegrees })
  if (!vote) return []
  const homography = fitRobust('homography', matches, {
    initial: vote.transform,
    cutoffPx: 24,
    perspectivePrior: 1,
  })
  const isUsable = homography && isPlausible(homography, pair.widthPx, pair.heightPx)
  return [
    ['akaze-similarity', vote.transform],
    ['akaze-homography', isUsable ? homography : null],
  ]
}
