import type { Matrix3 } from '../transform.ts'

/** Three numbers: linear RGB, XYZ, or L*, a*, b*. */
export type Triple = readonly [number, number, number]

/** Linear sRGB to XYZ with white D65 (rational values of CSS Color 4). */
export const SRGB_TO_XYZ_D65: Matrix3 = [
  506752 / 1228815,
  87881 / 245763,
  12673 / 70218,
  87098 / 409605,
  175762 / 245763,
  12673 / 175545,
  7918 / 409605,
  87881 / 737289,
  1001167 / 1053270,
]

/** Linear Display P3 to XYZ with white D65 (rational values of CSS Color 4). */
export const P3_TO_XYZ_D65: Matrix3 = [
  608311 / 1250200,
  189793 / 714400,
  198249 / 1000160,
  35783 / 156275,
  247089 / 357200,
  198249 / 2500400,
  0,
  32229 / 714400,
  5220557 / 5000800,
]

/** Linear ITU-R BT.2020 to XYZ with white D65 (rational values of CSS Color 4). */
export const BT2020_TO_XYZ_D65: Matrix3 = [
  63426534 / 99577255,
  20160776 / 139408157,
  47086771 / 278816314,
  26158966 / 99577255,
  472592308 / 697040785,
  8267143 / 139408157,
  0,
  19567812 / 697040785,
  295819943 / 278816314,
]

/** Bradford adaptation of XYZ from D65 to D50 (CSS Color 4). */
export const XYZ_D65_TO_D50: Matrix3 = [
  1.0479297925449969, 0.022946870601609652, -0.05019226628920524, 0.02962780877005599, 0.9904344267538799,
  -0.017073799063418826, -0.009243040646204504, 0.015055191490298152, 0.7518742814281371,
]

/** Bradford adaptation of XYZ from D50 to D65, as ICC profiles need (CSS Color 4). */
export const XYZ_D50_TO_D65: Matrix3 = [
  0.955473421488075, -0.02309845494876471, 0.06325924320057072, -0.0283697093338637, 1.0099953980813041,
  0.021041441191917323, 0.012314014864481998, -0.020507649298898964, 1.330365926242124,
]

/** White point of CIE illuminant D65 by its chromaticity 0.3127, 0.3290; Y = 1. */
export const WHITE_D65: Triple = [0.3127 / 0.329, 1, (1 - 0.3127 - 0.329) / 0.329]

/** White point of CIE illuminant D50 by its chromaticity 0.3457, 0.3585; Y = 1. */
export const WHITE_D50: Triple = [0.3457 / 0.3585, 1, (1 - 0.3457 - 0.3585) / 0.3585]

/** The product of a matrix and a column of three. */
export function applyMatrix(m: Matrix3, [x, y, z]: Triple): Triple {
  return [m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z]
}

/** The matrix that applies `first` and then `second`, without the scaling that plane transforms get. */
export function multiplyMatrices(second: Matrix3, first: Matrix3): Matrix3 {
  const column = (k: 0 | 1 | 2) => applyMatrix(second, [first[k], first[k + 3], first[k + 6]])
  const [a, b, c] = [column(0), column(1), column(2)]
  return [a[0], b[0], c[0], a[1], b[1], c[1], a[2], b[2], c[2]]
}

/** The inverse matrix; throws RangeError where it is singular. */
export function invertMatrix(m: Matrix3): Matrix3 {
  const [a, b, c, d, e, f, g, h, i] = m
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
  if (!(Math.abs(determinant) > 1e-12)) throw new RangeError('Colour matrix is singular')
  const scaled = (value: number) => value / determinant
  return [
    scaled(e * i - f * h),
    scaled(c * h - b * i),
    scaled(b * f - c * e),
    scaled(f * g - d * i),
    scaled(a * i - c * g),
    scaled(c * d - a * f),
    scaled(d * h - e * g),
    scaled(b * g - a * h),
    scaled(a * e - b * d),
  ]
}
