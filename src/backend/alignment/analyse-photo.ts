import { threadId } from 'node:worker_threads'
import type { GrayImage } from '../../domain/registration/gray-image.ts'
import type { PhotoView } from '../../domain/registration/photo-view.ts'
import type { Matrix3, Point } from '../../domain/transform.ts'
import { decodeUpright, type PhotoPart, type UprightPixels } from '../imaging/decode.ts'
import { extractFeatures } from './extract-features.ts'
import { findFace } from './find-face.ts'
import { findHead } from './find-head.ts'
import { keepFindings, readFindings, type Findings } from './kept-findings.ts'

/** What alignment keeps of a photo after one decode; its arrays lie in shared memory. */
export interface PhotoAnalysis extends PhotoView {
  /** No other analysis has it, in whatever thread it was made. */
  readonly key: string
  readonly fullWidthPx: number
  readonly fullHeightPx: number
  /** What was looked at: the whole photo where it is absent. */
  readonly part?: PhotoPart
}

const WORKING_LONG_SIDE_PX = 1024
let lastKey = 0

/** A part of a photo, and the head's outline where the whole photo showed it well, in full-size pixels of the photo. */
export interface PartToLookAt extends PhotoPart {
  readonly head: readonly Point[] | null
}

/** What of a photo is looked at, and where that which is found is kept. */
export interface AnalysisRequest {
  readonly file: string
  readonly part?: PartToLookAt
  /** A file to take the findings from where they are there, and to keep them in where they are not. */
  readonly keptIn?: string
}

/**
 * Decodes a photo, or a part of it, at working size and finds its features, its face and the head's outline.
 * @throws AppError as decodeUpright does.
 */
export async function analysePhoto({ file, part, keptIn }: AnalysisRequest): Promise<PhotoAnalysis> {
  const pixels = await decodeUpright(file, {
    longSidePx: part ? longSideOf(part) : WORKING_LONG_SIDE_PX,
    ...(part && { part }),
  })
  const gray = { widthPx: pixels.widthPx, heightPx: pixels.heightPx, data: luma(pixels) }
  const kept = keptIn === undefined ? null : await readFindings(keptIn, gray)
  const findings = kept ?? (await look(pixels, gray, part))
  if (keptIn !== undefined && kept === null) await keepFindings(keptIn, gray, findings)
  return {
    key: `${threadId} ${++lastKey}`,
    gray,
    ...findings,
    fullWidthPx: pixels.fullWidthPx,
    fullHeightPx: pixels.fullHeightPx,
    ...(part && { part }),
  }
}

async function look(
  pixels: UprightPixels,
  gray: GrayImage,
  part: PartToLookAt | undefined,
): Promise<Findings> {
  const face = await findFace(pixels)
  const known = part?.head?.map(([x, y]): Point => [
    ((x - part.left) * gray.widthPx) / part.width,
    ((y - part.top) * gray.heightPx) / part.height,
  ])
  return { features: extractFeatures(gray), face, outline: findHead(pixels, { face, known }) }
}

/** Enlarged beyond twice, a part shows no more. */
const MOST_ENLARGED = 2

function longSideOf({ width, height }: PhotoPart): number {
  return Math.min(WORKING_LONG_SIDE_PX, MOST_ENLARGED * Math.max(width, height))
}

/** From the photo's full-size pixels to those that were looked at. */
export function workingFromFull({ gray, fullWidthPx, fullHeightPx, part }: PhotoAnalysis): Matrix3 {
  const { left, top, width, height } = part ?? { left: 0, top: 0, width: fullWidthPx, height: fullHeightPx }
  const [sx, sy] = [gray.widthPx / width, gray.heightPx / height]
  return [sx, 0, -sx * left, 0, sy, -sy * top, 0, 0, 1]
}

/** Brightness as television weighs it (Rec. 601), one byte a pixel. */
function luma({ data, widthPx, heightPx }: UprightPixels): Uint8Array {
  const values = new Uint8Array(new SharedArrayBuffer(widthPx * heightPx))
  for (let i = 0, p = 0; i < values.length; i++, p += 3) {
    values[i] = 0.299 * data[p] + 0.587 * data[p + 1] + 0.114 * data[p + 2] + 0.5
  }
  return values
}
