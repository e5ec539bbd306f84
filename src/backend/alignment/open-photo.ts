import type { GrayImage } from '../../domain/registration/gray-image.ts'
import { decodeUpright, type PhotoPart, type UprightPixels } from '../imaging/decode.ts'
import type { PartToLookAt } from './analyse-photo.ts'
import { readFindings, type Findings } from './kept-findings.ts'

/** What of a photo is looked at, and where that which is found is kept. */
export interface OpenRequest {
  readonly file: string
  readonly part?: PartToLookAt
  /** A file to take the findings from where they are there, and to keep them in where they are not. */
  readonly keptIn?: string
}

/** A picture's colours: RGB, 8 bit, interleaved, in shared memory. */
export type ColourPixels = Pick<UprightPixels, 'data' | 'widthPx' | 'heightPx'>

/** A photo at working size, with what was found in it before or with the colours to find it in. */
export type OpenedPhoto = NewPhoto | KnownPhoto

interface SmallPhoto {
  readonly gray: GrayImage
  readonly fullWidthPx: number
  readonly fullHeightPx: number
}

/** A photo in which nothing was found yet. */
export interface NewPhoto extends SmallPhoto {
  readonly kept: null
  readonly pixels: ColourPixels
}

interface KnownPhoto extends SmallPhoto {
  readonly kept: Findings
}

const WORKING_LONG_SIDE_PX = 1024

/**
 * Decodes a photo, or a part of it, at working size, and reads what was found in it before.
 * @throws AppError as decodeUpright does.
 */
export async function openPhoto({ file, part, keptIn }: OpenRequest): Promise<OpenedPhoto> {
  const { data, widthPx, heightPx, fullWidthPx, fullHeightPx } = await decodeUpright(file, {
    longSidePx: part ? longSideOf(part) : WORKING_LONG_SIDE_PX,
    ...(part && { part }),
  })
  const gray = { widthPx, heightPx, data: luma({ data, widthPx, heightPx }) }
  const kept = keptIn === undefined ? null : await readFindings(keptIn, gray)
  const size = { fullWidthPx, fullHeightPx }
  if (kept) return { gray, ...size, kept }
  const shared = new Uint8Array(new SharedArrayBuffer(data.length))
  shared.set(data)
  return { gray, ...size, kept, pixels: { data: shared, widthPx, heightPx } }
}

/** Enlarged beyond twice, a part shows no more. */
const MOST_ENLARGED = 2

function longSideOf({ width, height }: PhotoPart): number {
  return Math.min(WORKING_LONG_SIDE_PX, MOST_ENLARGED * Math.max(width, height))
}

/** Brightness as television weighs it (Rec. 601), one byte a pixel. */
function luma({ data, widthPx, heightPx }: ColourPixels): Uint8Array {
  const values = new Uint8Array(new SharedArrayBuffer(widthPx * heightPx))
  for (let i = 0, p = 0; i < values.length; i++, p += 3) {
    values[i] = 0.299 * data[p] + 0.587 * data[p + 1] + 0.114 * data[p + 2] + 0.5
  }
  return values
}
