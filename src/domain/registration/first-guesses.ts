import type { Matrix3, Point } from '../transform.ts'
import type { Correspondence } from './correspondence.ts'
import { fitRobust } from './fit-robust.ts'
import { fitTransform } from './fit-transform.ts'
import { prepareGradients } from './gradient-search.ts'
import { middleOf } from './head-region.ts'
import { matchFeatures } from './match-features.ts'
import { alignOutlines } from './match-outline.ts'
import type { FoundFace, PhotoView } from './photo-view.ts'
import { isPlausible } from './plausible-transform.ts'
import { ransacSimilarity } from './ransac-similarity.ts'
import type { FeaturePair } from './feature-pair.ts'

/** A rough transform from before to after, and what it came from. */
export interface FirstGuess {
  readonly source: 'face-mesh' | 'head-outline' | 'akaze-similarity' | 'akaze-homography' | 'gradient-search'
  readonly transform: Matrix3
}

/** Camera turns that are tried: upright first, then the three ways a phone forgets its own. */
const TURNS = [0, 90, -90, 180] as const

/**
 * A head with so many features in both photos is found by them where it lies on its side, or by nothing: of 355 pairs with a
 * truth the edges of a turned photo led to no answer, nor agreed with one.
 */
const MANY_FEATURES = 1000

/**
 * First guesses, cheapest and likeliest first, in batches: after each the caller may stop, so that only hard pairs pay
 * for the slow ways.
 */
export function* firstGuesses(
  before: PhotoView,
  after: PhotoView,
  pair: FeaturePair,
  isInside: (x: number, y: number) => boolean,
): Generator<FirstGuess[]> {
  yield [
    ...guessByFaces(before.face, after.face),
    ...guessByFeatures(pair, 0),
    ...guessByOutlines(before.outline, after.outline, pair),
  ]
  for (const turnDegrees of TURNS.slice(1)) yield guessByFeatures(pair, turnDegrees)
  const searchByGradients = prepareGradients(before.gray, after.gray, isInside)
  const isSmooth = Math.min(pair.before.count, pair.after.count) < MANY_FEATURES
  for (const turnDegrees of isSmooth ? TURNS : TURNS.slice(0, 1)) {
    const found = searchByGradients({ turnDegrees, count: turnDegrees === 0 ? 4 : 2 })
    yield found.map(({ transform }) => ({ source: 'gradient-search', transform }))
  }
}

function guessByFaces(before: FoundFace | null, after: FoundFace | null): FirstGuess[] {
  if (!before || !after) return []
  const pairs = before.landmarks.map(([x, y], i) => {
    const [u, v] = after.landmarks[i]
    return { x, y, u, v }
  })
  const transform = fitTransform('similarity', pairs)
  return transform ? [{ source: 'face-mesh', transform }] : []
}

function guessByOutlines(
  before: readonly Point[] | null,
  after: readonly Point[] | null,
  { outlines, headCentre }: FeaturePair,
): FirstGuess[] {
  if (!outlines || !before || !after) return []
  const from = middleAndSize(before)
  const to = middleAndSize(after)
  const scale = to.size / from.size
  const [x, y] = from.middle
  const start: Matrix3 = [scale, 0, to.middle[0] - scale * x, 0, scale, to.middle[1] - scale * y, 0, 0, 1]
  const transform = alignOutlines(outlines, start, headCentre)
  return transform ? [{ source: 'head-outline', transform }] : []
}

function middleAndSize(outline: readonly Point[]): { middle: Point; size: number } {
  const middle = middleOf(outline)
  const size = outline.reduce((total, [x, y]) => total + Math.hypot(x - middle[0], y - middle[1]), 0)
  return { middle, size }
}

function guessByFeatures(pair: FeaturePair, turnDegrees: number): FirstGuess[] {
  const matches = matchFeatures(pair.before, pair.after, {
    turnDegrees,
    turnToleranceDegrees: 50,
    logScaleTolerance: 0.8,
  })
  // The wall of the same room may outvote the head: the matches that are surely on the head vote once more alone.
  const core = matches.filter(({ x, y }) => pair.isCore(x, y))
  return [matches, core].flatMap((voters) => guessByVote(voters, pair, turnDegrees))
}

function guessByVote(
  matches: readonly Correspondence[],
  { widthPx, heightPx }: FeaturePair,
  turnDegrees: number,
): FirstGuess[] {
  const vote = ransacSimilarity(matches, { thresholdPx: 16, rounds: 2000, turnDegrees })
  if (!vote) return []
  const similarity: FirstGuess = { source: 'akaze-similarity', transform: vote.transform }
  const homography = fitRobust('homography', matches, {
    initial: vote.transform,
    cutoffPx: 24,
    perspectivePrior: 1,
  })
  if (!homography || !isPlausible(homography, widthPx, heightPx)) return [similarity]
  return [similarity, { source: 'akaze-homography', transform: homography }]
}
