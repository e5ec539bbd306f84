import { applyMatrix, type Triple, WHITE_D65 } from './colour-matrices.ts'
import type { Matrix3 } from '../transform.ts'

const EPSILON = 216 / 24389
const KAPPA = 24389 / 27

/** CIELAB of an XYZ colour against `white` (CIE 15:2004); both have Y = 1 for a perfect diffuser. */
export function labFromXyz(xyz: Triple, white: Triple = WHITE_D65): Triple {
  const [fx, fy, fz] = [f(xyz[0] / white[0]), f(xyz[1] / white[1]), f(xyz[2] / white[2])]
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)]
}

/** XYZ of a CIELAB colour; inverse of {@link labFromXyz}. */
export function xyzFromLab([lightness, a, b]: Triple, white: Triple = WHITE_D65): Triple {
  const fy = (lightness + 16) / 116
  return [white[0] * inverse(fy + a / 500), white[1] * inverse(fy), white[2] * inverse(fy - b / 200)]
}

/** CIELAB D65 of linear RGB (0..1) whose primaries `toXyzD65` describes. */
export function labFromLinear(rgb: Triple, toXyzD65: Matrix3): Triple {
  return labFromXyz(applyMatrix(toXyzD65, rgb), WHITE_D65)
}

function f(t: number): number {
  return t > EPSILON ? Math.cbrt(t) : (KAPPA * t + 16) / 116
}

function inverse(t: number): number {
  return t ** 3 > EPSILON ? t ** 3 : (116 * t - 16) / KAPPA
}
