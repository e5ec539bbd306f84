import { selectFeatures } from '../../domain/registration/feature-set.ts'
import { isInPolygon } from '../../domain/registration/head-region.ts'
import { matchFeatures } from '../../domain/registration/match-features.ts'
import { transformShape } from '../../domain/registration/plausible-transform.ts'
import { ransacSimilarity } from '../../domain/registration/ransac-similarity.ts'
import {
  applyTransform,
  composeTransforms,
  invertTransform,
  scaleTransform,
  type Matrix3,
  type Point,
} from '../../domain/transform.ts'
import type { PhotoPart } from '../imaging/decode.ts'
import type { AlignmentResult } from './alignment-types.ts'
import { workingFromFull, type PhotoAnalysis } from './analyse-photo.ts'
import type { OpenCv } from './open-cv.ts'
import { smallFeatures } from './small-features.ts'

/** Which of two photos shows in a part of itself what the other shows in full, and which part. */
export interface CloserLook {
  readonly side: 'before' | 'after'
  readonly part: PhotoPart
}

/** A head this much smaller in one photo than in the other is worth a closer look. */
const MUCH_SMALLER = 0.7
/** The nearer photo is shrunk by this to look for it in the farther one: sizes from a fifth to four fifths match then. */
const SHRINK = 0.4
const LOG_SCALE_TOLERANCE = 0.7
const REACH_PX = 6
/**
 * Matches that must agree. Of 100 pairs of different heads and views at most six did, of heads half and a quarter as
 * large at least eight; what is found is only looked at more closely, and proved there.
 */
const LEAST_SUPPORT = 7
/** A larger part than this of the photo shows no more than the photo. */
const LARGEST_SHARE = 0.6
const SMALLEST_PART_PX = 48

/**
 * Where a head is far smaller in one photo than in the other, its features are lost in the smaller one. This finds the part
 * of the farther photo that shows what the nearer one shows: by the registration, or where there is none by matching
 * the nearer photo shrunk. Null where both heads are about as large, and where nothing is found.
 */
export function findCloserLook(
  cv: OpenCv,
  photos: { readonly before: PhotoAnalysis; readonly after: PhotoAnalysis },
  found: Pick<AlignmentResult, 'verdict' | 'afterToBefore' | 'reasons'>,
): CloserLook | null {
  const { before, after } = photos
  if (found.verdict === 'aligned' || before.part || after.part || found.reasons.includes('too-small')) {
    return null
  }
  if (found.verdict === 'check') {
    const beforeToAfter = invertTransform(found.afterToBefore)
    return (
      partOf(before, after, beforeToAfter, 'after') ?? partOf(after, before, found.afterToBefore, 'before')
    )
  }
  const inAfter = seek(cv, before, after)
  if (inAfter) return partOf(before, after, inAfter, 'after')
  const inBefore = seek(cv, after, before)
  return inBefore && partOf(after, before, inBefore, 'before')
}

/** The similarity, in full-size pixels, that finds the nearer photo in a part of the farther one. */
function seek(cv: OpenCv, near: PhotoAnalysis, far: PhotoAnalysis): Matrix3 | null {
  const small = smallFeatures(cv, near, SHRINK)
  const { outline } = near
  const head = outline ? selectFeatures(small, (x, y) => isInPolygon(outline, x / SHRINK, y / SHRINK)) : small
  const matches = matchFeatures(head, far.features, {
    turnDegrees: 0,
    turnToleranceDegrees: 50,
    logScaleTolerance: LOG_SCALE_TOLERANCE,
  })
  const vote = ransacSimilarity(matches, { thresholdPx: REACH_PX, rounds: 2000 })
  if (!vote || vote.support < LEAST_SUPPORT) return null
  const working = composeTransforms(vote.transform, scaleTransform(SHRINK))
  return composeTransforms(
    invertTransform(workingFromFull(far)),
    composeTransforms(working, workingFromFull(near)),
  )
}

/** The part of the farther photo that the nearer photo's frame covers; null where it is not much smaller there. */
function partOf(
  near: PhotoAnalysis,
  far: PhotoAnalysis,
  nearToFar: Matrix3,
  side: CloserLook['side'],
): CloserLook | null {
  const { fullWidthPx: width, fullHeightPx: height } = near
  const { scale } = transformShape(nearToFar, [width / 2, height / 2])
  const inWorking = (scale * far.gray.widthPx * near.fullWidthPx) / far.fullWidthPx / near.gray.widthPx
  if (!(inWorking < MUCH_SMALLER)) return null
  const frame: Point[] = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ]
  const corners = frame.map((corner) => applyTransform(nearToFar, corner))
  const within = (values: readonly number[], end: number): readonly [number, number] => [
    Math.max(0, Math.floor(Math.min(...values))),
    Math.min(end, Math.ceil(Math.max(...values))),
  ]
  const [left, right] = within(
    corners.map(([x]) => x),
    far.fullWidthPx,
  )
  const [top, bottom] = within(
    corners.map(([, y]) => y),
    far.fullHeightPx,
  )
  const part = { left, top, width: right - left, height: bottom - top }
  if (!(Math.min(part.width, part.height) >= SMALLEST_PART_PX)) return null
  const share = (part.width * part.height) / (far.fullWidthPx * far.fullHeightPx)
  return share < LARGEST_SHARE ? { side, part } : null
}
