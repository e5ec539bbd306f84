import { fitWarp } from './fit-warp.ts'
import { applyMeasuringWarp, squaredDepthOf, type MeasuringWarp } from './measuring-warp.ts'
import { transformShape } from './registration/plausible-transform.ts'
import { applyTransform, composeTransforms, invertTransform, type Matrix3, type Point } from './transform.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** A person puts right what lies a little beside itself; further away something else was found, which says nothing. */
const FARTHEST_SHARE = 0.05
const MOST_DEGREES = 5
const MOST_SCALE = 1.05

/**
 * The warp after the whole picture was moved by a transform of the before photo; null where it was moved so far that what
 * the warp followed cannot have been the same skin.
 */
export function movedWarp(warp: MeasuringWarp, move: Matrix3, before: Size): MeasuringWarp | null {
  const middle: Point = [before.width / 2, before.height / 2]
  const { turnDegrees, scale } = transformShape(move, middle)
  const [x, y] = applyTransform(move, middle)
  const isSmall =
    Math.hypot(x - middle[0], y - middle[1]) <= FARTHEST_SHARE * before.width &&
    Math.abs(turnDegrees) <= MOST_DEGREES &&
    Math.max(scale, 1 / scale) <= MOST_SCALE
  if (!isSmall) return null
  const back = invertTransform(move)
  const squareAt = squaredDepthOf(warp)
  return fitWarp(
    {
      moved: (place) => applyMeasuringWarp(warp, applyTransform(back, place)),
      squareAt: squareAt && ((place) => squareAt(applyTransform(back, place))),
    },
    composeTransforms(warp.beforeToAfter, back),
    before,
  )
}
