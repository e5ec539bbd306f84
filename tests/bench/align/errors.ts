import { fitTransform } from '../../../src/domain/registration/fit-transform.ts'
import { applyMeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import { applyTransform, type Matrix3, type Point } from '../../../src/domain/transform.ts'
import type { AlignmentResult } from '../../../src/backend/alignment/create-aligner.ts'
import type { TruePoints } from './cases.ts'

/** Mean errors of one registration, in percent of the before photo's width. */
export interface CaseErrors {
  /** Of the transform that is shown. */
  readonly shown: number
  /** Of the best homography there is, through the true points. */
  readonly oracle: number
  /** Of the measuring warp; null where there is none. */
  readonly warp: number | null
}

/** Compares a registration with the truth. */
export function measureErrors(result: AlignmentResult, truth: TruePoints, widthPx: number): CaseErrors {
  const pairs = truth.after.map(([x, y], i) => ({ x, y, u: truth.before[i][0], v: truth.before[i][1] }))
  const best = fitTransform('homography', pairs) ?? result.afterToBefore
  const { measuringWarp } = result
  return {
    shown: transformError(truth, widthPx, result.afterToBefore),
    oracle: transformError(truth, widthPx, best),
    warp:
      measuringWarp &&
      warpError(truth, widthPx, result.afterToBefore, (p) => applyMeasuringWarp(measuringWarp, p)),
  }
}

/** Mean error of a transform from after to before, in percent of the before photo's width. */
export function transformError(truth: TruePoints, widthPx: number, transform: Matrix3): number {
  let sum = 0
  truth.after.forEach((point, i) => (sum += distance(applyTransform(transform, point), truth.before[i])))
  return (100 * sum) / truth.after.length / widthPx
}

/** The warp answers in after pixels; the shown transform takes the error back to before pixels. */
function warpError(truth: TruePoints, widthPx: number, back: Matrix3, warp: (point: Point) => Point): number {
  let sum = 0
  truth.before.forEach((point, i) => {
    const found = applyTransform(back, warp(point))
    sum += distance(found, applyTransform(back, truth.after[i]))
  })
  return (100 * sum) / truth.before.length / widthPx
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}
