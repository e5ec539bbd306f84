import { isFrontal } from '../../domain/registration/brows.ts'
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
import { headIn, headRegionIn } from './head-in.ts'
import type { AlignmentResult } from './alignment-types.ts'
import { workingFromFull, type PartToLookAt, type PhotoAnalysis } from './analyse-photo.ts'
import { smallFeatures } from './small-features.ts'

/** The parts of two photos that are worth a closer look; of an absent one the whole photo. */
export interface CloserLook {
  readonly before?: PartToLookAt
  readonly after?: PartToLookAt
}

type Side = keyof CloserLook

interface Photos {
  readonly before: PhotoAnalysis
  readonly after: PhotoAnalysis
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
/** A head with its margin is small where it takes less than this of either side of its photo. */
const SMALL_HEAD = 0.67
/** How much around a head is looked at, in times its size; more where it was not found itself. */
const HEAD_MARGIN = 1.35
const UNSEEN_MARGIN = 1.6

/**
 * Where a head is small in its photo, its features are lost at working size. Of a pair that is not beyond doubt this finds
 * the parts to look at more closely: where one head is far smaller than the other, the part of the farther photo that
 * shows what the nearer one shows, by the registration or by matching the nearer photo shrunk; else both heads, where they
 * are small. Null where the photos show no more than was seen.
 */
export function findCloserLook(
  photos: Photos,
  found: Pick<AlignmentResult, 'verdict' | 'afterToBefore' | 'reasons'>,
): CloserLook | null {
  if (!mayGainByCloserLook(photos, found)) return null
  const { before, after } = photos
  return lookAtFarther(before, after, found) ?? lookAtSmallHeads(before, after)
}

/** Whether a closer look may make more of a pair that was registered so: it is in doubt, and was looked at as a whole. */
function mayGainByCloserLook(
  { before, after }: Photos,
  { reasons }: Pick<AlignmentResult, 'reasons'>,
): boolean {
  const isSeen = reasons.every((reason) => NOTHING_TO_GAIN.includes(reason))
  const isTiny = reasons.some((reason) => reason.endsWith('-too-small'))
  return !(isSeen || isTiny || before.part || after.part)
}

/** No closer look changes these. */
const NOTHING_TO_GAIN: readonly string[] = ['pose-differs', 'same-photo', 'by-hand']

function lookAtFarther(
  before: PhotoAnalysis,
  after: PhotoAnalysis,
  { verdict, afterToBefore }: Pick<AlignmentResult, 'verdict' | 'afterToBefore'>,
): CloserLook | null {
  if (verdict === 'check') {
    const beforeToAfter = invertTransform(afterToBefore)
    return partOf(before, after, beforeToAfter, 'after') ?? partOf(after, before, afterToBefore, 'before')
  }
  const inAfter = seek(before, after)
  if (inAfter) return partOf(before, after, inAfter, 'after')
  const inBefore = seek(after, before)
  return inBefore && partOf(after, before, inBefore, 'before')
}

function lookAtSmallHeads(before: PhotoAnalysis, after: PhotoAnalysis): CloserLook | null {
  const heads = { before: headBoxOf(before), after: headBoxOf(after) }
  const partIn = (photo: PhotoAnalysis, own: HeadBox | null, other: HeadBox | null): PartToLookAt | null => {
    // Where no head was found it is likely about where the other photo has it.
    const box = own ? enlarged(own, HEAD_MARGIN) : other ? enlarged(other, UNSEEN_MARGIN) : MIDDLE
    return Math.max(box.right - box.left, box.bottom - box.top) < SMALL_HEAD ? within(photo, box) : null
  }
  const inBefore = partIn(before, heads.before, heads.after)
  const inAfter = partIn(after, heads.after, heads.before)
  if (!inBefore && !inAfter) return null
  return { ...(inBefore && { before: inBefore }), ...(inAfter && { after: inAfter }) }
}

/** In shares of the photo's sides. */
interface HeadBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Where clinics put a head that was found in neither photo. */
const MIDDLE: HeadBox = { left: 0.2, top: 0.13, right: 0.8, bottom: 0.73 }

function headBoxOf(photo: PhotoAnalysis): HeadBox | null {
  const region = headRegionIn(photo)
  if (!region) return null
  const xs = region.map(([x]) => x / photo.gray.widthPx)
  const ys = region.map(([, y]) => y / photo.gray.heightPx)
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}

function enlarged({ left, top, right, bottom }: HeadBox, times: number): HeadBox {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  const [halfX, halfY] = [((right - left) / 2) * times, ((bottom - top) / 2) * times]
  return { left: x - halfX, top: y - halfY, right: x + halfX, bottom: y + halfY }
}

function within(photo: PhotoAnalysis, box: HeadBox): PartToLookAt | null {
  const { fullWidthPx, fullHeightPx, face } = photo
  const left = Math.max(0, Math.floor(box.left * fullWidthPx))
  const top = Math.max(0, Math.floor(box.top * fullHeightPx))
  const width = Math.min(fullWidthPx, Math.ceil(box.right * fullWidthPx)) - left
  const height = Math.min(fullHeightPx, Math.ceil(box.bottom * fullHeightPx)) - top
  if (Math.min(width, height) < SMALLEST_PART_PX) return null
  // Without a face the outline of a small head is a guess, and is better looked for anew.
  const head = face && isFrontal(face) ? headIn(photo).outline : null
  return { left, top, width, height, head }
}

/** The similarity, in full-size pixels, that finds the nearer photo in a part of the farther one. */
function seek(near: PhotoAnalysis, far: PhotoAnalysis): Matrix3 | null {
  const small = smallFeatures(near, SHRINK)
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
function partOf(near: PhotoAnalysis, far: PhotoAnalysis, nearToFar: Matrix3, side: Side): CloserLook | null {
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
  const xs = corners.map(([x]) => x / far.fullWidthPx)
  const ys = corners.map(([, y]) => y / far.fullHeightPx)
  const part = within(far, {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  })
  if (!part) return null
  const share = (part.width * part.height) / (far.fullWidthPx * far.fullHeightPx)
  return share < LARGEST_SHARE ? { [side]: part } : null
}
