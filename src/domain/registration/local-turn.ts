import { applyMeasuringWarp, type MeasuringWarp } from '../measuring-warp.ts'
import type { Point } from '../transform.ts'

/** How a warp turns (degrees, clockwise on the screen) and scales (natural logarithm) the picture around a point. */
export function localTurnAndScale(
  warp: MeasuringWarp,
  [x, y]: Point,
): { turnDegrees: number; logScale: number } {
  const [leftX, leftY] = applyMeasuringWarp(warp, [x - 12, y])
  const [rightX, rightY] = applyMeasuringWarp(warp, [x + 12, y])
  const [topX, topY] = applyMeasuringWarp(warp, [x, y - 12])
  const [bottomX, bottomY] = applyMeasuringWarp(warp, [x, y + 12])
  // The rotation nearest to the local Jacobian, and the root of its area.
  const turn = Math.atan2(rightY - leftY + topX - bottomX, rightX - leftX + bottomY - topY)
  const area = (rightX - leftX) * (bottomY - topY) - (rightY - leftY) * (bottomX - topX)
  return { turnDegrees: (turn * 180) / Math.PI, logScale: Math.log(Math.max(Math.abs(area), 1e-9) / 576) / 2 }
}
