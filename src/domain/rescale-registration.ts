import { scaleMeasuringWarp, type MeasuringWarp } from './measuring-warp.ts'
import { composeTransforms, scaleTransform, type Matrix3 } from './transform.ts'

/**
 * Turns a registration found on shrunken copies into one of the full-size photos.
 * @param before full-size pixels per pixel of the before copy
 * @param after full-size pixels per pixel of the after copy
 */
export function rescaleRegistration(
  registration: { readonly afterToBefore: Matrix3; readonly measuringWarp: MeasuringWarp | null },
  { before, after }: { readonly before: number; readonly after: number },
): { readonly afterToBefore: Matrix3; readonly measuringWarp: MeasuringWarp | null } {
  return {
    afterToBefore: composeTransforms(
      scaleTransform(before),
      composeTransforms(registration.afterToBefore, scaleTransform(1 / after)),
    ),
    measuringWarp:
      registration.measuringWarp === null
        ? null
        : scaleMeasuringWarp(registration.measuringWarp, { before, after }),
  }
}
