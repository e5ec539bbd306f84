import { applyTransform, type Matrix3 } from '../transform.ts'
import type { LandmarkPair } from './landmark-editing.ts'

/**
 * How far each landmark of the after photo lands from its partner, in percent of the before photo's width, under
 * `afterToBefore` (upright full-size pixels of both photos).
 */
export function landmarkResiduals(
  pairs: readonly LandmarkPair[],
  afterToBefore: Matrix3,
  beforeWidthPx: number,
): readonly number[] {
  return pairs.map(({ before, after }) => {
    const [x, y] = applyTransform(afterToBefore, after)
    return (Math.hypot(x - before[0], y - before[1]) / beforeWidthPx) * 100
  })
}
