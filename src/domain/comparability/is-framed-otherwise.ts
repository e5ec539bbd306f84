import type { Size } from '../viewer/size.ts'
import { lensDifference, type LensFacts } from './lens-difference.ts'

/** What a photo was taken with, and its size in pixels, upright or not. */
interface TakenFrame {
  readonly lens: LensFacts
  readonly size: Size
}

/** Focal lengths are written rounded, and the same lens stands at nearly the same. */
const SAME_LENS = 0.02
/** Sizes of one format differ by a few pixels, as those of a raw file and the picture a camera makes of it. */
const SAME_SHAPE = 0.02

/**
 * Whether one of two photos of one camera with the lens at one length shows less than the camera saw: it was cropped later,
 * or taken in another format, as a square one is. Their shapes differ then. A crop of the same shape looks like any
 * photo from nearer, and a smaller size like any that was saved smaller: that is not told.
 */
export function isFramedOtherwise(before: TakenFrame, after: TakenFrame): boolean {
  const isOneCamera = before.lens.camera !== null && before.lens.camera === after.lens.camera
  const longer = lensDifference(before.lens, after.lens)
  if (!isOneCamera || longer === null || Math.abs(longer) > SAME_LENS) return false
  return Math.abs(Math.log(shapeOf(before.size) / shapeOf(after.size))) > SAME_SHAPE
}

/** The longer side against the shorter one: a camera held on its side takes the same picture. */
function shapeOf({ width, height }: Size): number {
  return Math.max(width, height) / Math.min(width, height)
}
