import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { AppError } from '../../contract/errors.ts'
import type { Picture } from './resample-photo.ts'

/** An exported JPEG as its pixels and its profile say. */
export interface ExportedPicture extends Picture {
  readonly profile: Uint8Array | null
}

/**
 * Decodes an exported JPEG; its profile is returned, not applied.
 * @throws AppError not-an-export where the bytes are no JPEG.
 */
export async function decodeExportedPicture(jpeg: Uint8Array): Promise<ExportedPicture> {
  try {
    const image = sharp(jpeg, { ignoreIcc: true, limitInputPixels: 120e6, failOn: 'error' })
    const { format, icc } = await image.metadata()
    if (format !== 'jpeg') throw new Error(`The bytes are ${format}`)
    const { data, info } = await image
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { data, widthPx: info.width, heightPx: info.height, profile: icc ?? null }
  } catch (cause) {
    throw new AppError('not-an-export', 'This file is not a picture that Fadeline has exported.', { cause })
  }
}

/** sha256 in hexadecimal over the pixels, RGB, 8 bit, row by row. */
export function hashPixels(picture: Picture): string {
  return createHash('sha256').update(picture.data).digest('hex')
}

/** Side of the blocks in which two pictures are compared, in pixels. */
const BLOCK_PX = 16

/**
 * The largest difference of two pictures of one size: mean of |a - b| over RGB in blocks of 16 pixels, 0 to 255.
 * Another decoder's rounding stays below 1; a retouched spot does not.
 */
export function largestBlockDifference(a: Picture, b: Picture): number {
  const blocksAcross = Math.ceil(a.widthPx / BLOCK_PX)
  const sums = new Float64Array(blocksAcross * Math.ceil(a.heightPx / BLOCK_PX))
  const counts = new Uint32Array(sums.length)
  for (let y = 0; y < a.heightPx; y++) {
    const blockRow = Math.floor(y / BLOCK_PX) * blocksAcross
    for (let x = 0; x < a.widthPx; x++) {
      const at = 3 * (y * a.widthPx + x)
      const block = blockRow + Math.floor(x / BLOCK_PX)
      sums[block] +=
        Math.abs(a.data[at] - b.data[at]) +
        Math.abs(a.data[at + 1] - b.data[at + 1]) +
        Math.abs(a.data[at + 2] - b.data[at + 2])
      counts[block] += 3
    }
  }
  return sums.reduce((largest, sum, block) => Math.max(largest, sum / counts[block]), 0)
}
