import { blurPlane } from '../fade/blur-plane.ts'
import { samplePlane, type Plane } from '../fade/plane.ts'
import { median } from '../fade/robust.ts'
import type { Point } from '../transform.ts'

const DARKEST = 1e-3
const FEWEST = 200

/**
 * How much of the skin's finest detail a photo shows, in stops against the next coarser detail, so that neither the light
 * nor how much pigment there is counts: blur takes the finest detail first. `unitPx` is the finest detail both photos of a
 * pair can show, in pixels of this one. Null where too few of the places lie in the photo.
 */
export function fineDetail(light: Plane, places: readonly Point[], unitPx: number): number | null {
  const [fine, middle, coarse] = [1, 2, 4].map((size) => blurPlane(light, size * unitPx))
  const bands = [
    [fine, middle],
    [middle, coarse],
  ].map(([sharper, softer]) =>
    places.flatMap(([x, y]) => {
      const contrast = Math.log2(lightAt(sharper, x, y) / lightAt(softer, x, y))
      return Number.isFinite(contrast) ? [Math.abs(contrast)] : []
    }),
  )
  const [finest, next] = bands
  if (finest.length < FEWEST) return null
  const detail = Math.log2(median(finest) / median(next))
  return Number.isFinite(detail) ? detail : null
}

function lightAt(plane: Plane, x: number, y: number): number {
  return Math.max(DARKEST, samplePlane(plane, x, y))
}
