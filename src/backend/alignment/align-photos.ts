import { ENGINE_VERSION } from './engine-version.ts'
import { scaleBend, type MeasuringWarp } from '../../domain/measuring-warp.ts'
import { fitPoints } from '../../domain/registration/fit-points.ts'
import { isSamePhoto } from '../../domain/registration/same-photo.ts'
import { registerPhotos, type Registration } from '../../domain/registration/register-photos.ts'
import {
  applyTransform,
  composeTransforms,
  invertTransform,
  scaleTransform,
  type Matrix3,
  type Point,
} from '../../domain/transform.ts'
import { AppError } from '../../contract/errors.ts'
import type { AlignmentRequest, AlignmentResult } from './alignment-types.ts'
import { workingFromFull, type PhotoAnalysis } from './analyse-photo.ts'

/** The part of a request that does not name files. */
export type AlignmentHints = Omit<AlignmentRequest, 'before' | 'after'>

/**
 * Aligns two analysed photos; the answer is in full-size pixels.
 * @throws AppError invalid-input where points placed by hand do not determine a transform.
 */
export function alignPhotos(
  before: PhotoAnalysis,
  after: PhotoAnalysis,
  hints: AlignmentHints,
): Omit<AlignmentResult, 'elapsedMs'> {
  const shrinkBefore = workingFromFull(before)
  const shrinkAfter = workingFromFull(after)
  const isWhole = !before.part && !after.part
  const byHand = hints.points?.length ? placedTransform(hints.points) : undefined
  if (byHand && hints.snap === false) return placedAsIs(byHand, hints.points!, before)
  if (!byHand && isWhole && hasTexture(before) && isSamePhoto(before.gray, after.gray))
    return samePhoto(before, after)
  const registration = registerPhotos(before, after, {
    widthShare: (before.part?.width ?? before.fullWidthPx) / before.fullWidthPx,
    ...(hints.headRegion && {
      headRegion: hints.headRegion.map((point) => applyTransform(shrinkBefore, point)),
    }),
    ...(byHand && {
      byHand: {
        kind: byHand.kind,
        transform: composeTransforms(
          shrinkAfter,
          composeTransforms(byHand.transform, invertTransform(shrinkBefore)),
        ),
      },
    }),
  })
  // Where the pictures bear nothing out, the clicks are taken as they are, and so is how far they miss.
  if (byHand && registration.warp === null)
    return { ...placedAsIs(byHand, hints.points!, before), confidence: registration.confidence }
  return inFullPixels(registration, { shrinkBefore, shrinkAfter })
}

/** Two blank photos are not the same photo. */
function hasTexture({ features }: PhotoAnalysis): boolean {
  return features.count >= 40
}

function placedTransform(points: NonNullable<AlignmentRequest['points']>) {
  const fitted = fitPoints(
    points.map(({ before, after }) => ({ x: before[0], y: before[1], u: after[0], v: after[1] })),
  )
  if (!fitted) {
    throw new AppError(
      'invalid-input',
      'These points do not determine a position. Place at least two pairs, not all in one line.',
    )
  }
  return fitted
}

function placedAsIs(
  { kind, transform }: { kind: AlignmentResult['kind']; transform: Matrix3 },
  points: NonNullable<AlignmentRequest['points']>,
  before: PhotoAnalysis,
): Omit<AlignmentResult, 'elapsedMs'> {
  const afterToBefore = invertTransform(transform)
  const distances = points.map((point) => distance(applyTransform(afterToBefore, point.after), point.before))
  const mean = distances.reduce((sum, value) => sum + value, 0) / distances.length
  return {
    verdict: 'check',
    method: 'by-hand',
    kind,
    confidence: 0,
    afterToBefore,
    measuringWarp: null,
    residualPercent: (100 * mean) / before.fullWidthPx,
    poseDiffers: false,
    reasons: ['by-hand'],
    engineVersion: ENGINE_VERSION,
  }
}

function samePhoto(before: PhotoAnalysis, after: PhotoAnalysis): Omit<AlignmentResult, 'elapsedMs'> {
  const sx = before.fullWidthPx / after.fullWidthPx
  const sy = before.fullHeightPx / after.fullHeightPx
  const isSameSize = sx === 1 && sy === 1
  const scale = 1 / sx
  return {
    verdict: 'aligned',
    method: 'same-photo',
    kind: isSameSize ? 'identity' : 'similarity',
    confidence: 100,
    afterToBefore: scaleTransform(sx, sy),
    measuringWarp: {
      beforeToAfter: scaleTransform(scale, 1 / sy),
      centre: [before.fullWidthPx / 2, before.fullHeightPx / 2],
      scalePx: Math.max(before.fullWidthPx, before.fullHeightPx) / 2,
      dx: [0, 0, 0, 0, 0, 0],
      dy: [0, 0, 0, 0, 0, 0],
    },
    residualPercent: 0,
    poseDiffers: false,
    reasons: ['same-photo'],
    engineVersion: ENGINE_VERSION,
  }
}

interface FullPixelContext {
  readonly shrinkBefore: Matrix3
  readonly shrinkAfter: Matrix3
}

function inFullPixels(
  registration: Registration,
  { shrinkBefore, shrinkAfter }: FullPixelContext,
): Omit<AlignmentResult, 'elapsedMs'> {
  const enlargeAfter = invertTransform(shrinkAfter)
  const full = (transform: Matrix3) =>
    composeTransforms(enlargeAfter, composeTransforms(transform, shrinkBefore))
  const beforeToAfter = full(registration.beforeToAfter)
  const { warp } = registration
  return {
    verdict: registration.verdict,
    method: registration.method,
    kind: registration.kind,
    confidence: registration.confidence,
    afterToBefore: invertTransform(beforeToAfter),
    measuringWarp: warp && fullWarp(warp, full(warp.beforeToAfter), shrinkBefore, enlargeAfter),
    residualPercent: registration.residualPercent,
    poseDiffers: registration.poseDiffers,
    reasons: registration.reasons,
    engineVersion: ENGINE_VERSION,
  }
}

function fullWarp(
  warp: MeasuringWarp,
  beforeToAfter: Matrix3,
  shrinkBefore: Matrix3,
  enlargeAfter: Matrix3,
): MeasuringWarp {
  return {
    beforeToAfter,
    centre: applyTransform(invertTransform(shrinkBefore), warp.centre),
    scalePx: warp.scalePx / shrinkBefore[0],
    ...scaleBend(warp, { across: enlargeAfter[0], down: enlargeAfter[4] }),
  }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}
