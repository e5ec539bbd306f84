import { multiplyMatrices, XYZ_D50_TO_D65 } from './colour-matrices.ts'
import type { Matrix3 } from '../transform.ts'

/** A tone curve: linear light (0..1) of an encoded component (0..1). */
export type ToneCurve = (component: number) => number

/** An RGB profile that is fully described by three tone curves and a matrix of primaries. */
export interface MatrixProfile {
  readonly toXyzD65: Matrix3
  readonly curves: readonly [ToneCurve, ToneCurve, ToneCurve]
}

/**
 * Reads a matrix-based RGB profile (ICC.1:2022, 8.4.3) from its bytes.
 * Returns null where the profile is damaged, or is not matrix-based (lookup tables, grey, CMYK).
 */
export function parseMatrixProfile(bytes: Uint8Array): MatrixProfile | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (signature(view, 36) !== 'acsp' || signature(view, 16) !== 'RGB ' || signature(view, 20) !== 'XYZ ') {
      return null
    }
    const tags = readTagTable(view)
    // With a table from device to connection space the matrix is only a fallback and may differ from it.
    if (tags.has('A2B0')) return null
    const [red, green, blue] = ['rXYZ', 'gXYZ', 'bXYZ'].map((name) => readXyz(view, tags.get(name)))
    const curves = ['rTRC', 'gTRC', 'bTRC'].map((name) => readCurve(view, tags.get(name)))
    const [redCurve, greenCurve, blueCurve] = curves
    if (!red || !green || !blue || !redCurve || !greenCurve || !blueCurve) return null
    const toXyzD50: Matrix3 = [
      red[0],
      green[0],
      blue[0],
      red[1],
      green[1],
      blue[1],
      red[2],
      green[2],
      blue[2],
    ]
    return {
      toXyzD65: multiplyMatrices(XYZ_D50_TO_D65, toXyzD50),
      curves: [redCurve, greenCurve, blueCurve],
    }
  } catch (error) {
    // Offsets that point beyond the end of the data.
    if (error instanceof RangeError) return null
    throw error
  }
}

function signature(view: DataView, at: number): string {
  return String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  )
}

function readTagTable(view: DataView): Map<string, number> {
  const tags = new Map<string, number>()
  const count = Math.min(view.getUint32(128), 200)
  for (let i = 0; i < count; i++) {
    const at = 132 + 12 * i
    tags.set(signature(view, at), view.getUint32(at + 4))
  }
  return tags
}

function fixed(view: DataView, at: number): number {
  return view.getInt32(at) / 65536
}

function readXyz(view: DataView, at: number | undefined): [number, number, number] | null {
  if (at === undefined || signature(view, at) !== 'XYZ ') return null
  return [fixed(view, at + 8), fixed(view, at + 12), fixed(view, at + 16)]
}

function readCurve(view: DataView, at: number | undefined): ToneCurve | null {
  if (at === undefined) return null
  const kind = signature(view, at)
  if (kind === 'para') return readParametricCurve(view, at)
  return kind === 'curv' ? readSampledCurve(view, at) : null
}

/** curveType: identity, one gamma as u8Fixed8, or a table of 16-bit samples. */
function readSampledCurve(view: DataView, at: number): ToneCurve {
  const count = view.getUint32(at + 8)
  if (count === 0) return (component) => component
  if (count === 1) {
    const gamma = view.getUint16(at + 12) / 256
    return (component) => component ** gamma
  }
  if (at + 12 + 2 * count > view.byteLength) throw new RangeError('Curve runs beyond the profile')
  const samples = Float64Array.from({ length: count }, (_, i) => view.getUint16(at + 12 + 2 * i) / 65535)
  return (component) => {
    const position = Math.min(1, Math.max(0, component)) * (count - 1)
    const below = Math.min(count - 2, Math.floor(position))
    return samples[below] + (position - below) * (samples[below + 1] - samples[below])
  }
}

/** parametricCurveType, function types 0 to 4 (ICC.1:2022, table 68). */
function readParametricCurve(view: DataView, at: number): ToneCurve | null {
  const kind = view.getUint16(at + 8)
  const parameterCount = [1, 3, 4, 5, 7][kind]
  if (parameterCount === undefined) return null
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from({ length: parameterCount }, (_, i) =>
    fixed(view, at + 12 + 4 * i),
  )
  const power = (x: number) => Math.max(0, a * x + b) ** g
  switch (kind) {
    case 0:
      return (x) => x ** g
    case 1:
      return (x) => (x >= -b / a ? power(x) : 0)
    case 2:
      return (x) => (x >= -b / a ? power(x) + c : c)
    case 3:
      return (x) => (x >= d ? power(x) : c * x)
    default:
      return (x) => (x >= d ? power(x) + e : c * x + f)
  }
}
