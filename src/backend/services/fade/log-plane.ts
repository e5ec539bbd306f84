import type { Plane } from '../../../domain/fade/plane.ts'

const DARKEST = 1e-4

/** log10 of linear light, with the darkest values held at 1e-4. */
export function logPlane(plane: Plane): Plane {
  const data = new Float32Array(plane.data.length)
  for (let at = 0; at < data.length; at++) data[at] = Math.log10(Math.max(DARKEST, plane.data[at]!))
  return { ...plane, data }
}
