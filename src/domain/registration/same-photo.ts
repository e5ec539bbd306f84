import type { GrayImage } from './gray-image.ts'
import { shrinkGray } from './shrink-gray.ts'

const LONG_SIDE = 128
/** Mean difference in grey levels that saving again as JPEG leaves, with room; two shots of one head differ by far more. */
const LARGEST_MEAN = 0.8
const LARGEST_ANYWHERE = 12

/** Whether two pictures are the same photo, perhaps saved again or at another size. */
export function isSamePhoto(a: GrayImage, b: GrayImage): boolean {
  if (Math.abs(a.widthPx / a.heightPx - b.widthPx / b.heightPx) > 0.01) return false
  const scale = Math.min(
    1,
    LONG_SIDE / Math.max(a.widthPx, a.heightPx),
    LONG_SIDE / Math.max(b.widthPx, b.heightPx),
  )
  const width = Math.max(1, Math.round(a.widthPx * scale))
  const height = Math.max(1, Math.round(a.heightPx * scale))
  if (b.widthPx < width || b.heightPx < height) return false
  const left = shrinkGray(a, width, height).data
  const right = shrinkGray(b, width, height).data
  let sum = 0
  for (let i = 0; i < left.length; i++) {
    const difference = Math.abs(left[i] - right[i])
    if (difference > LARGEST_ANYWHERE) return false
    sum += difference
  }
  return sum / left.length < LARGEST_MEAN
}
