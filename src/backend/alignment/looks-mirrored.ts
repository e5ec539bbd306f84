import { selectFeatures, type FeatureSet } from '../../domain/registration/feature-set.ts'
import { browsOf, isBelowBrows } from '../../domain/registration/brows.ts'
import type { GrayImage } from '../../domain/registration/gray-image.ts'
import { isInPolygon } from '../../domain/registration/head-region.ts'
import { matchFeatures } from '../../domain/registration/match-features.ts'
import { ransacSimilarity } from '../../domain/registration/ransac-similarity.ts'
import type { PhotoAnalysis } from './analyse-photo.ts'
import { extractFeatures } from './extract-features.ts'
import { shrinkForFeatures, smallFeatures } from './small-features.ts'

const SHRINK = 0.5
const REACH_PX = 6
/**
 * Matches that must agree with the after photo mirrored, and how many times those with it as it is. A head's own symmetry
 * gives 40 front pairs of rendered heads up to 22; mirrored ones of all views mostly have 25 to 160.
 */
const LEAST_SUPPORT = 25
const TIMES_DIRECT = 2

/** Whether the after photo fits the before photo only when mirrored: a selfie camera, or the other side of the head. */
export function looksMirrored(before: PhotoAnalysis, after: PhotoAnalysis): boolean {
  const { outline } = before
  const all = smallFeatures(before, SHRINK)
  const brows = browsOf(before.face)
  // Eyes, nose and mouth are their own mirror image: only the scalp can tell.
  const head = selectFeatures(all, (smallX, smallY) => {
    const [x, y] = [smallX / SHRINK, smallY / SHRINK]
    return (!outline || isInPolygon(outline, x, y)) && !(brows && isBelowBrows(brows, x, y))
  })
  const support = (features: FeatureSet): number => {
    const matches = matchFeatures(head, features, {
      turnDegrees: 0,
      turnToleranceDegrees: 50,
      logScaleTolerance: 0.5,
    })
    return ransacSimilarity(matches, { thresholdPx: REACH_PX, rounds: 2000 })?.support ?? 0
  }
  const asMirrored = support(extractFeatures(mirrored(shrinkForFeatures(after.gray, SHRINK))))
  return asMirrored >= LEAST_SUPPORT && asMirrored > TIMES_DIRECT * support(smallFeatures(after, SHRINK))
}

function mirrored({ widthPx, heightPx, data }: GrayImage): GrayImage {
  const turned = data.slice()
  for (let start = 0; start < turned.length; start += widthPx) {
    turned.subarray(start, start + widthPx).reverse()
  }
  return { widthPx, heightPx, data: turned }
}
