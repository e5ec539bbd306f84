import type { Photo } from '../../contract/photos.ts'
import { commonRectangle } from '../../domain/export-record/common-rectangle.ts'
import type { Matrix3 } from '../../domain/transform.ts'
import type { Rect } from '../../domain/viewer/size.ts'

/** With less than this in common, cutting away the rest would hide the head. */
const LEAST_SHARE = 0.25

/** The part of the before photo that the aligned after photo shows too; null where it is too little to be shown alone. */
export function commonFrame(before: Photo, after: Photo, afterToBefore: Matrix3): Rect | null {
  const common = commonRectangle({
    before: { widthPx: before.width, heightPx: before.height },
    after: { widthPx: after.width, heightPx: after.height },
    afterToBefore,
  })
  if (common === null) return null
  const share = (common.width * common.height) / (before.width * before.height)
  return share < LEAST_SHARE ? null : common
}
