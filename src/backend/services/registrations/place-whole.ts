import type { PhotoId } from '../../../contract/ids.ts'
import type { PointPair, Registration } from '../../../contract/registrations.ts'
import { movedWarp } from '../../../domain/moved-warp.ts'
import { transformKind } from '../../../domain/transform-kind.ts'
import { composeTransforms, invertTransform, type Matrix3, type Point } from '../../../domain/transform.ts'
import { landmarkResiduals } from '../../../domain/viewer/landmark-residuals.ts'
import { ENGINE_VERSION } from '../../alignment/engine-version.ts'
import { registerPair, requirePhoto, type RegistrationDeps } from './register-pair.ts'

/** Where a person put the after photo, with their points, and from what: what is found anew, or what is stored. */
interface Placed {
  readonly afterToBefore: Matrix3
  readonly points: readonly PointPair[]
  readonly anew?: { readonly headRegion: readonly Point[] | null } | undefined
}

/**
 * Keeps where a person put the after photo as a whole. What measures skin goes along where the move was small: then only
 * the place was put right, not what was found. Otherwise nothing is known for measuring.
 */
export async function placeWhole(
  deps: RegistrationDeps,
  beforeId: PhotoId,
  afterId: PhotoId,
  { afterToBefore, points, anew }: Placed,
  { signal }: { readonly signal: AbortSignal },
): Promise<Registration> {
  const before = requirePhoto(deps.catalogue, beforeId)
  requirePhoto(deps.catalogue, afterId)
  const found =
    anew === undefined
      ? deps.catalogue.registrations.find(beforeId, afterId)
      : (
          await registerPair(deps, beforeId, afterId, {
            signal,
            ...(anew.headRegion !== null && { headRegion: anew.headRegion }),
          })
        ).registration
  const known = found !== null && found.verdict !== 'needs-points' ? found : null
  const residuals = landmarkResiduals(points, afterToBefore, before.width)
  const registration: Registration = {
    beforeId,
    afterId,
    verdict: 'check',
    method: 'by-hand',
    kind: transformKind(afterToBefore),
    confidence: known?.confidence ?? 0,
    afterToBefore,
    measuringWarp:
      known === null || known.measuringWarp === null
        ? null
        : movedWarp(
            known.measuringWarp,
            composeTransforms(afterToBefore, invertTransform(known.afterToBefore)),
            before,
          ),
    // What was found held for where it was found; only points tell how far the skin lies beside itself now.
    residualPercent:
      residuals.length > 0 ? residuals.reduce((sum, residual) => sum + residual, 0) / residuals.length : 0,
    poseDiffers: known?.poseDiffers ?? false,
    reasons: ['by-hand'],
    points: [...points],
    madeBy: 'person',
    elapsedMs: 0,
    // Points take the place of what was found by it.
    ...(points.length === 0 && known?.headRegion !== undefined ? { headRegion: known.headRegion } : {}),
  }
  deps.catalogue.registrations.save(
    { ...registration, engineVersion: ENGINE_VERSION },
    deps.now().toISOString(),
  )
  return registration
}
