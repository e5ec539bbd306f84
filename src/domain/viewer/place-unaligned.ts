import type { Matrix3 } from '../transform.ts'
import type { Size } from './size.ts'

/**
 * Where the after photo is laid while nothing is known of the two: as large as it fits into the before photo's frame,
 * in its middle, unturned. Maps the after photo's pixels to the before photo's.
 */
export function placeUnaligned(before: Size, after: Size): Matrix3 {
  const scale = Math.min(before.width / after.width, before.height / after.height)
  return [
    scale,
    0,
    (before.width - after.width * scale) / 2,
    0,
    scale,
    (before.height - after.height * scale) / 2,
    0,
    0,
    1,
  ]
}
