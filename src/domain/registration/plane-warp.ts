import type { MeasuringWarp } from '../measuring-warp.ts'
import type { Matrix3, Point } from '../transform.ts'

/** A warp that is a plane transform and nothing more. */
export function planeWarp(beforeToAfter: Matrix3, centre: Point, scalePx: number): MeasuringWarp {
  return { beforeToAfter, centre, scalePx, dx: [0, 0, 0, 0, 0, 0], dy: [0, 0, 0, 0, 0, 0] }
}
