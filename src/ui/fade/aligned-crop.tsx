import { useState } from 'react'
import type { Photo } from '../../contract/photos.ts'
import { mediaUrl } from '../../contract/media.ts'
import { composeTransforms, type Matrix3 } from '../../domain/transform.ts'
import { cssTransform } from '../../domain/viewer/css-transform.ts'
import type { Rect } from '../../domain/viewer/size.ts'

interface Props {
  readonly photo: Photo
  /** The part of the baseline to show, in its pixels. */
  readonly crop: Rect
  /** Pixels of this photo to pixels of the baseline. */
  readonly toBaseline: Matrix3
  /** Width of the place, in CSS pixels; its height follows from the crop's shape. */
  readonly widthPx: number
  readonly alt: string
}

/** One photo in the frame of the baseline: the same skin in the same place at the same size. */
export function AlignedCrop({ photo, crop, toBaseline, widthPx, alt }: Props) {
  const [isFailed, setIsFailed] = useState(false)
  const scale = widthPx / crop.width
  const toPlace: Matrix3 = [scale, 0, -crop.left * scale, 0, scale, -crop.top * scale, 0, 0, 1]
  if (isFailed) return <span className="aligned-crop__none">Cannot be shown</span>
  return (
    <img
      className="aligned-crop__photo"
      src={mediaUrl(photo, 'preview')}
      alt={alt}
      width={photo.width}
      height={photo.height}
      draggable={false}
      decoding="async"
      style={{ transform: cssTransform(composeTransforms(toPlace, toBaseline)) }}
      onError={() => setIsFailed(true)}
    />
  )
}
