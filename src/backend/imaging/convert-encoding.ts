import { invertMatrix, multiplyMatrices, SRGB_TO_XYZ_D65 } from '../../domain/colour/colour-matrices.ts'
import { type MatrixProfile, parseMatrixProfile, type ToneCurve } from '../../domain/colour/icc-profile.ts'
import { linearFromEncoded } from '../../domain/colour/transfer-function.ts'
import { readProfileName } from './profile-name.ts'
import type { Picture, TargetArea } from './resample-photo.ts'

/** How the colours of a photo without a profile are read: as sRGB, like every browser does. */
export const SRGB_ENCODING: MatrixProfile = {
  toXyzD65: SRGB_TO_XYZ_D65,
  curves: [linearFromEncoded, linearFromEncoded, linearFromEncoded],
}
const TABLE_STEPS = 8192

/** The encoding of a photo's pixels, or null where its profile is no matrix profile. */
export function encodingOf(profile: Uint8Array | null): MatrixProfile | null {
  return profile === null ? SRGB_ENCODING : parseMatrixProfile(profile)
}

/** True where the same numbers mean the same colours, within the rounding of 16-bit profile entries. */
export function isSameEncoding(a: MatrixProfile, b: MatrixProfile): boolean {
  const isSameMatrix = a.toXyzD65.every((value, index) => Math.abs(value - b.toXyzD65[index]) < 2e-3)
  const isSameCurve = (one: ToneCurve, other: ToneCurve) =>
    Array.from({ length: 33 }, (_, step) => step / 32).every(
      (code) => Math.abs(one(code) - other(code)) < 2e-3,
    )
  return isSameMatrix && a.curves.every((curve, channel) => isSameCurve(curve, b.curves[channel]))
}

/**
 * Rewrites an area of a picture from one encoding into another, colorimetrically; colours that the second cannot hold
 * are cut to its range.
 */
export function convertEncoding(
  picture: Picture,
  area: TargetArea,
  from: MatrixProfile,
  to: MatrixProfile,
): void {
  const [a, b, c, d, e, f, g, h, i] = multiplyMatrices(invertMatrix(to.toXyzD65), from.toXyzD65)
  const [redIn, greenIn, blueIn] = from.curves.map(decodingTable)
  const [redOut, greenOut, blueOut] = to.curves.map(encodingTable)
  const { data, widthPx } = picture
  for (let y = area.top; y < area.bottom; y++) {
    const end = 3 * (y * widthPx + area.right)
    for (let at = 3 * (y * widthPx + area.left); at < end; at += 3) {
      const red = redIn[data[at]]
      const green = greenIn[data[at + 1]]
      const blue = blueIn[data[at + 2]]
      data[at] = encode(redOut, a * red + b * green + c * blue)
      data[at + 1] = encode(greenOut, d * red + e * green + f * blue)
      data[at + 2] = encode(blueOut, g * red + h * green + i * blue)
    }
  }
}

/** What a record calls a profile. */
export function profileWords(profile: Uint8Array | null): string {
  if (profile === null) return 'sRGB (no profile)'
  return readProfileName(profile)?.slice(0, 100) ?? 'unnamed profile'
}

function decodingTable(curve: ToneCurve): Float32Array {
  return Float32Array.from({ length: 256 }, (_, code) => curve(code / 255))
}

/** Codes by the square root of light, which gives the dark end the finer steps that its steep curve needs. */
function encodingTable(curve: ToneCurve): Float32Array {
  const light = Float64Array.from({ length: 4096 }, (_, code) => curve(code / 4095))
  let code = 0
  return Float32Array.from({ length: TABLE_STEPS + 1 }, (_, step) => {
    const wanted = (step / TABLE_STEPS) ** 2
    while (code < 4094 && light[code + 1] < wanted) code++
    const [below, above] = [light[code], light[code + 1]]
    const share = above > below ? Math.min(1, Math.max(0, (wanted - below) / (above - below))) : 0
    return (255 * (code + share)) / 4095
  })
}

function encode(table: Float32Array, light: number): number {
  if (light <= 0) return 0
  return Math.round(table[Math.min(TABLE_STEPS, Math.round(Math.sqrt(light) * TABLE_STEPS))])
}
