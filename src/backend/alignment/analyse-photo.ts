import type { PhotoView } from '../../domain/registration/photo-view.ts'
import { decodeUpright, type UprightPixels } from '../imaging/decode.ts'
import { extractFeatures } from './extract-features.ts'
import { findFace } from './find-face.ts'
import { findHead } from './find-head.ts'
import { loadOpenCv } from './open-cv.ts'

/** What alignment keeps of a photo after one decode; its arrays lie in shared memory. */
export interface PhotoAnalysis extends PhotoView {
  readonly fullWidthPx: number
  readonly fullHeightPx: number
}

const WORKING_LONG_SIDE_PX = 1024

/**
 * Decodes a photo at working size and finds its features, its face and the head's outline.
 * @throws AppError as decodeUpright does.
 */
export async function analysePhoto(file: string): Promise<PhotoAnalysis> {
  const pixels = await decodeUpright(file, { longSidePx: WORKING_LONG_SIDE_PX })
  const { cv } = await loadOpenCv()
  const gray = { widthPx: pixels.widthPx, heightPx: pixels.heightPx, data: luma(pixels) }
  const face = await findFace(pixels)
  return {
    gray,
    features: extractFeatures(cv, gray),
    face,
    outline: findHead(cv, pixels, face),
    fullWidthPx: pixels.fullWidthPx,
    fullHeightPx: pixels.fullHeightPx,
  }
}

/** Brightness as television weighs it (Rec. 601), one byte a pixel. */
function luma({ data, widthPx, heightPx }: UprightPixels): Uint8Array {
  const values = new Uint8Array(new SharedArrayBuffer(widthPx * heightPx))
  for (let i = 0, p = 0; i < values.length; i++, p += 3) {
    values[i] = 0.299 * data[p] + 0.587 * data[p + 1] + 0.114 * data[p + 2] + 0.5
  }
  return values
}
