import type { MeasuringWarp } from '../measuring-warp.ts'
import { applyTransform, IDENTITY, type Matrix3, type Point } from '../transform.ts'
import { browsOf, type Brows } from './brows.ts'
import { keepDepth } from './bend-warp.ts'
import { chooseTransform } from './choose-transform.ts'
import type { FeaturePair } from './feature-pair.ts'
import { firstGuesses } from './first-guesses.ts'
import type { PlaneKind } from './fit-transform.ts'
import { neckOf } from './head-region.ts'
import { followCoarsely } from './follow-skin.ts'
import { ALIGNED_CONFIDENCE, judgeRegistration, type Verdict } from './judge-registration.ts'
import { obstaclesTo } from './obstacles-to.ts'
import { transformShape } from './plausible-transform.ts'
import type { PhotoView } from './photo-view.ts'
import { preparePair } from './prepare-pair.ts'
import { refineHypothesis, type RefinedHypothesis } from './refine-hypothesis.ts'
import { doAgree, roughlyRefine, type RoughHypothesis } from './rough-hypothesis.ts'

/** A registration in working pixels, from before to after. */
export interface Registration {
  readonly verdict: Verdict
  readonly method: string
  readonly kind: 'identity' | PlaneKind
  readonly confidence: number
  readonly beforeToAfter: Matrix3
  readonly warp: MeasuringWarp | null
  /** Mean distance of the head's skin from the shown transform, in percent of the before photo's width. */
  readonly residualPercent: number
  readonly poseDiffers: boolean
  readonly reasons: readonly string[]
}

/** A transform from points placed by hand. */
export interface PlacedTransform {
  readonly kind: PlaneKind
  readonly transform: Matrix3
}

/** What is known about the pair besides its pictures, in working pixels. */
export interface RegistrationHints {
  /** Where the before picture is a part of its photo: its width, as a share of the photo's. */
  readonly widthShare?: number
  readonly headRegion?: readonly Point[]
  readonly byHand?: PlacedTransform
}

/** Evidence with which no further guesses are tried. */
const STRONG_SCORE = 30
const MOST_LEADERS = 3
/** Guesses with this share of the best one's score are tried where that is not believed. */
const WORTH_A_TRY = 0.6
/** With less confidence than this it may be chance, and the best guess stays the likeliest start for a person. */
const WORTH_A_START = 4
/** How far a refined position may move from one placed by hand, as a share of the photo's width. */
const SNAP_REACH = 0.06

/**
 * Finds the plane transform under which the after photo's head lies on the before photo's: several first guesses, the
 * best of them refined, and a verdict on the evidence.
 */
export function registerPhotos(
  before: PhotoView,
  after: PhotoView,
  hints: RegistrationHints = {},
): Registration {
  const { pair, region, isOutlined, isInside } = preparePair(before, after, hints.headRegion)
  const obstacles = obstaclesTo({ gray: before.gray, features: pair.before }, after)
  if (obstacles.length > 0) return notFound(before, after, hints, obstacles)

  const rough: RoughHypothesis[] = []
  const attempt = (source: string, transform: Matrix3) => {
    const result = roughlyRefine(pair, source, transform)
    if (result) rough.push(result)
  }
  if (hints.byHand) attempt('by-hand', hints.byHand.transform)
  else {
    for (const guesses of firstGuesses(before, after, pair, isInside)) {
      for (const { source, transform } of guesses) attempt(source, transform)
      if (rough.some(({ score }) => score >= STRONG_SCORE)) break
    }
  }
  const found = mostConfident(pair, rough, (leader, refined) =>
    conclude(refined, {
      pair,
      region,
      isOutlined,
      brows: browsOf(before.face),
      widthShare: hints.widthShare ?? 1,
      agreeing: rough.filter((other) => doAgree(leader, other, pair)).length,
    }),
  )
  if (!found) return notFound(before, after, hints, ['weak-match'])
  if (hints.byHand) return confirmed(found, hints.byHand, pair)
  return found.verdict === 'needs-points' && !isModest(found.beforeToAfter, before, after)
    ? { ...found, kind: 'similarity', beforeToAfter: sameFraming(before, after), residualPercent: 0 }
    : found
}

/**
 * Follows the best guess; where that convinces nobody, the guesses that are nearly as good as well, straight to the finest detail:
 * under another light what is seen coarsely leads away from the skin.
 */
function mostConfident(
  pair: FeaturePair,
  rough: readonly RoughHypothesis[],
  concludeFrom: (leader: RoughHypothesis, refined: RefinedHypothesis) => Registration,
): Registration | null {
  const leaders = distinctLeaders(rough, pair)
    .map((leader) => ({ leader, followed: followCoarsely(pair, leader) }))
    .sort((a, b) => b.followed.score - a.followed.score)
  const [best] = leaders
  if (!best) return null
  let [chosen, refined] = [best.leader, refineHypothesis(pair, best.followed)]
  if (refined.confidence < ALIGNED_CONFIDENCE) {
    for (const { leader, followed } of leaders) {
      if (followed.score < WORTH_A_TRY * best.followed.score) continue
      const other = refineHypothesis(pair, leader, { isStraight: true })
      if (other.confidence > Math.max(refined.confidence, WORTH_A_START)) [chosen, refined] = [leader, other]
    }
  }
  return concludeFrom(chosen, refined)
}

/** The best guesses that lead to different places: only these are worth refining. */
function distinctLeaders(rough: readonly RoughHypothesis[], pair: FeaturePair): RoughHypothesis[] {
  const leaders: RoughHypothesis[] = []
  for (const candidate of [...rough].sort((a, b) => b.score - a.score)) {
    if (leaders.length === MOST_LEADERS) break
    const first = leaders[0]
    if (first && first.score > STRONG_SCORE && candidate.score < first.score / 2) break
    if (leaders.every((leader) => !doAgree(leader, candidate, pair))) leaders.push(candidate)
  }
  return leaders
}

interface Conclusion {
  readonly isOutlined: boolean
  readonly pair: FeaturePair
  readonly region: readonly Point[]
  readonly brows: Brows | null
  readonly widthShare: number
  readonly agreeing: number
}

function conclude(
  best: RefinedHypothesis,
  { pair, region, isOutlined, brows, widthShare, agreeing }: Conclusion,
): Registration {
  const { widthPx, heightPx, headCentre } = pair
  const { beforeToAfter } = best.warp
  const chosen = chooseTransform(best.warp, [...best.inliers, ...best.skin], {
    region,
    brows,
    isCore: pair.isCore,
    neckPx: isOutlined ? neckOf(region) : Infinity,
    widthPx,
    heightPx,
  })
  const shape = transformShape(beforeToAfter, headCentre)
  const percent = (afterPx: number) => (100 * widthShare * afterPx) / shape.scale / widthPx
  const residualPercent = chosen ? percent(chosen.residualPx) : 0
  const judgement = judgeRegistration({
    confidence: best.confidence,
    anywhere: best.anywhere,
    cells: best.cells,
    coverage: best.coverage,
    agreeing,
    anisotropy: shape.anisotropy,
    residualPercent,
    deviationPercent: percent(best.deviationPx),
  })
  return {
    ...judgement,
    method: best.source,
    kind: chosen?.kind ?? 'affine',
    confidence: best.confidence,
    beforeToAfter: chosen?.transform ?? beforeToAfter,
    warp: judgement.verdict === 'needs-points' ? null : keepDepth(pair, best.warp, best),
    residualPercent,
  }
}

/** Takes the refined position of points placed by hand where the pictures bear it out, else the points as they are. */
function confirmed(found: Registration, byHand: PlacedTransform, pair: FeaturePair): Registration {
  const moved = distanceBetween(found.beforeToAfter, byHand.transform, pair)
  if (found.verdict === 'needs-points' || moved > SNAP_REACH * pair.widthPx)
    return asPlaced(byHand, found.confidence)
  const reasons = [...found.reasons.filter((reason) => reason !== 'no-agreement'), 'by-hand']
  const isConfirmed = reasons.length === 1
  return { ...found, verdict: isConfirmed ? 'aligned' : 'check', reasons }
}

function asPlaced({ kind, transform }: PlacedTransform, confidence: number): Registration {
  return {
    verdict: 'check',
    method: 'by-hand',
    kind,
    confidence,
    beforeToAfter: transform,
    warp: null,
    residualPercent: 0,
    poseDiffers: false,
    reasons: ['by-hand'],
  }
}

/** How far two transforms put the head's middle apart, in before pixels. */
function distanceBetween(a: Matrix3, b: Matrix3, { headCentre }: FeaturePair): number {
  const [ax, ay] = applyTransform(a, headCentre)
  const [bx, by] = applyTransform(b, headCentre)
  return Math.hypot(ax - bx, ay - by) / transformShape(b, headCentre).scale
}

function notFound(
  before: PhotoView,
  after: PhotoView,
  hints: RegistrationHints,
  reasons: readonly string[],
): Registration {
  if (hints.byHand) return asPlaced(hints.byHand, 0)
  const beforeToAfter = sameFraming(before, after)
  return {
    verdict: 'needs-points',
    method: 'none',
    kind: beforeToAfter === IDENTITY ? 'identity' : 'similarity',
    confidence: 0,
    beforeToAfter,
    warp: null,
    residualPercent: 0,
    poseDiffers: false,
    reasons,
  }
}

/** The guess when nothing is known: the after photo's middle on the before photo's, at the same share of the width. */
function sameFraming({ gray: before }: PhotoView, { gray: after }: PhotoView): Matrix3 {
  if (before.widthPx === after.widthPx && before.heightPx === after.heightPx) return IDENTITY
  const scale = after.widthPx / before.widthPx
  return [scale, 0, 0, 0, scale, (after.heightPx - scale * before.heightPx) / 2, 0, 0, 1]
}

/** Whether an unproven guess is near enough to the plain one to be offered as a start. */
function isModest(transform: Matrix3, before: PhotoView, after: PhotoView): boolean {
  const middle: Point = [before.gray.widthPx / 2, before.gray.heightPx / 2]
  const { scale, turnDegrees, anisotropy } = transformShape(transform, middle)
  const [x, y] = applyTransform(transform, middle)
  const [plainX, plainY] = applyTransform(sameFraming(before, after), middle)
  const isNear = Math.hypot(x - plainX, y - plainY) < 0.3 * after.gray.widthPx
  return isNear && scale > 0.6 && scale < 1.7 && Math.abs(turnDegrees) < 35 && anisotropy < 1.3
}
