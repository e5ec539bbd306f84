import { blurPlane } from '../fade/blur-plane.ts'
import { subtractPlanes, type Plane } from '../fade/plane.ts'

/** What hair shows by, at every sample of a photo. */
export interface HairTexture {
  /** How light it is there, in stops, over the width of a few hairs. */
  readonly light: Plane
  /** Root mean square contrast of single hairs and tufts, in stops. */
  readonly contrast: Plane
}

/**
 * How light and how strongly textured a head is from place to place: hair is dark and coarse, skin with or without pigment
 * dots is smooth beside it. `light` is the logarithm to base 2 of linear light; `patchPx` is the width of a patch in its
 * samples, `finestPx` the finest detail that counts.
 */
export function hairTexture(light: Plane, patchPx: number, finestPx: number): HairTexture {
  const detail = subtractPlanes(blurPlane(light, finestPx), blurPlane(light, COARSEST_SHARE * patchPx))
  const power = blurPlane({ ...detail, data: detail.data.map((value) => value * value) }, patchPx)
  return {
    light: blurPlane(light, patchPx),
    contrast: { ...power, data: power.data.map(Math.sqrt) },
  }
}

const COARSEST_SHARE = 0.6
