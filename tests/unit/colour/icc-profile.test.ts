import { describe, expect, it } from 'vitest'
import {
  applyMatrix,
  P3_TO_XYZ_D65,
  SRGB_TO_XYZ_D65,
  XYZ_D65_TO_D50,
} from '../../../src/domain/colour/colour-matrices.ts'
import { parseMatrixProfile } from '../../../src/domain/colour/icc-profile.ts'
import { linearFromEncoded } from '../../../src/domain/colour/transfer-function.ts'
import type { Matrix3 } from '../../../src/domain/transform.ts'

/** 's15Fixed16' number as four bytes. */
function fixed(value: number): number[] {
  return word(Math.round(value * 65536))
}

function word(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
}

function half(value: number): number[] {
  return [(value >>> 8) & 255, value & 255]
}

function text(value: string): number[] {
  return Array.from({ length: value.length }, (_, i) => value.charCodeAt(i))
}

function parametric(kind: number, parameters: readonly number[]): number[] {
  return [...text('para'), ...word(0), ...half(kind), ...half(0), ...parameters.flatMap(fixed)]
}

const SRGB_CURVE = parametric(3, [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045])

/** The bytes of an RGB profile with these primaries (to XYZ D65) and one curve for all channels. */
function profileBytes(
  toXyzD65: Matrix3,
  curve: readonly number[],
  options: { readonly space?: string; readonly extraTag?: string } = {},
): Uint8Array {
  const column = (k: number) => applyMatrix(XYZ_D65_TO_D50, [toXyzD65[k], toXyzD65[k + 3], toXyzD65[k + 6]])
  const xyz = (k: number) => [...text('XYZ '), ...word(0), ...column(k).flatMap(fixed)]
  const blocks: [string, number[]][] = [
    ['rXYZ', xyz(0)],
    ['gXYZ', xyz(1)],
    ['bXYZ', xyz(2)],
    ['rTRC', [...curve]],
    ['gTRC', [...curve]],
    ['bTRC', [...curve]],
    ...(options.extraTag ? [[options.extraTag, word(0)] as [string, number[]]] : []),
  ]
  const header = Array.from({ length: 128 }, () => 0)
  header.splice(16, 4, ...text(options.space ?? 'RGB '))
  header.splice(20, 4, ...text('XYZ '))
  header.splice(36, 4, ...text('acsp'))
  let offset = 128 + 4 + 12 * blocks.length
  const table = word(blocks.length)
  const body: number[] = []
  for (const [name, block] of blocks) {
    table.push(...text(name), ...word(offset), ...word(block.length))
    body.push(...block)
    offset += block.length
  }
  return Uint8Array.from([...header, ...table, ...body])
}

describe('reading a matrix profile', () => {
  it.each([
    ['sRGB', SRGB_TO_XYZ_D65],
    ['Display P3', P3_TO_XYZ_D65],
  ])('finds the primaries and the tone curve of %s', (_, matrix) => {
    const profile = parseMatrixProfile(profileBytes(matrix, SRGB_CURVE))
    expect(profile?.toXyzD65.map((value, i) => Math.abs(value - matrix[i]) < 1e-4)).toEqual(
      Array.from({ length: 9 }, () => true),
    )
    for (const component of [0, 0.02, 0.2, 0.5, 1]) {
      expect(profile?.curves[0](component)).toBeCloseTo(linearFromEncoded(component), 4)
    }
  })

  it.each([
    ['gamma', parametric(0, [2.2]), 0.5, 0.5 ** 2.2],
    ['CIE 122', parametric(1, [2, 0.8, 0.2]), 0.5, 0.6 ** 2],
    ['CIE 122 below its foot', parametric(1, [2, 0.8, -0.2]), 0.1, 0],
    ['IEC 61966-3', parametric(2, [2, 0.8, 0.1, 0.05]), 0.5, 0.5 ** 2 + 0.05],
    ['IEC 61966-2-1 below its foot', SRGB_CURVE, 0.02, 0.02 / 12.92],
    ['full parametric', parametric(4, [2, 0.8, 0.1, 0.5, 0.2, 0.01, 0.02]), 0.5, 0.5 ** 2 + 0.01],
    ['full parametric below its foot', parametric(4, [2, 0.8, 0.1, 0.5, 0.2, 0.01, 0.02]), 0.1, 0.07],
    ['identity', [...text('curv'), ...word(0), ...word(0)], 0.3, 0.3],
    ['single gamma', [...text('curv'), ...word(0), ...word(1), ...half(0x0180)], 0.5, 0.5 ** 1.5],
    [
      'table',
      [...text('curv'), ...word(0), ...word(3), ...half(0), ...half(16384), ...half(65535)],
      0.75,
      (16384 / 65535 + 1) / 2,
    ],
  ])('evaluates a %s curve', (_, curve, component, light) => {
    const profile = parseMatrixProfile(profileBytes(SRGB_TO_XYZ_D65, curve))
    expect(profile?.curves[1](component)).toBeCloseTo(light, 4)
  })

  it.each([
    ['a lookup table', profileBytes(SRGB_TO_XYZ_D65, SRGB_CURVE, { extraTag: 'A2B0' })],
    ['another colour space', profileBytes(SRGB_TO_XYZ_D65, SRGB_CURVE, { space: 'CMYK' })],
    ['a cut-off end', profileBytes(SRGB_TO_XYZ_D65, SRGB_CURVE).subarray(0, 260)],
    ['no bytes', new Uint8Array(0)],
    ['an unknown kind of curve', profileBytes(SRGB_TO_XYZ_D65, parametric(9, [1]))],
  ])('refuses %s', (_, bytes) => {
    expect(parseMatrixProfile(bytes)).toBeNull()
  })
})
