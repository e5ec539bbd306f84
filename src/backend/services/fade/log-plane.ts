import type { Plane } from '../../../domain/fade/plane.ts'

const DARKEST = 1e-4

/** log10 of linear light, with the darkest values held at 1e-4. */
export function logPlane(plane: Plane): Plane {
  return { ...plane, data: plane.data.map((light) => Math.log10(Math.max(DARKEST, light))) }
}
