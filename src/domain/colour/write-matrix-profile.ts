import type { Matrix3 } from '../transform.ts'
import { multiplyMatrices, XYZ_D65_TO_D50 } from './colour-matrices.ts'
import type { ToneCurve } from './icc-profile.ts'

const HEADER_BYTES = 128
const SAMPLES = 1024
/** X, Y and Z of the connection space's white (ICC.1:2022, 7.2.16). */
const WHITE = [0.9642, 1, 0.8249] as const

/**
 * Writes an RGB profile of three primaries and one tone curve for all of them, in version 2.4, which every reader knows
 * (ICC.1:2001-04). The name may hold plain characters only.
 */
export function writeMatrixProfile(colours: {
  readonly name: string
  readonly toXyzD65: Matrix3
  readonly curve: ToneCurve
}): Uint8Array {
  const m = multiplyMatrices(XYZ_D65_TO_D50, colours.toXyzD65)
  const curve = curveTag(colours.curve)
  const tags: readonly (readonly [name: string, content: Uint8Array])[] = [
    ['desc', descriptionTag(colours.name)],
    ['cprt', join([ascii('text'), new Uint8Array(4), ascii('No copyright, use freely\0')])],
    ['wtpt', xyzTag(WHITE)],
    ['rXYZ', xyzTag([m[0], m[3], m[6]])],
    ['gXYZ', xyzTag([m[1], m[4], m[7]])],
    ['bXYZ', xyzTag([m[2], m[5], m[8]])],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]
  const table = [numbers(4, [tags.length])]
  const contents = new Map<Uint8Array, number>()
  let at = HEADER_BYTES + 4 + 12 * tags.length
  for (const [name, content] of tags) {
    const known = contents.get(content)
    table.push(ascii(name), numbers(4, [known ?? at, content.length]))
    if (known !== undefined) continue
    contents.set(content, at)
    at += Math.ceil(content.length / 4) * 4
  }
  const padded = [...contents.keys()].map((content) => join([content, new Uint8Array(-content.length & 3)]))
  return join([header(at), ...table, ...padded])
}

function header(bytes: number): Uint8Array {
  const result = new Uint8Array(HEADER_BYTES)
  result.set(numbers(4, [bytes]))
  result.set(numbers(4, [0x02400000]), 8)
  result.set(ascii('mntrRGB XYZ '), 12)
  // The day of making: any, and always the same, so that the same colours are the same bytes.
  result.set(numbers(2, [2026, 1, 1, 0, 0, 0]), 24)
  result.set(ascii('acsp'), 36)
  result.set(numbers(4, WHITE.map(fixed)), 68)
  return result
}

/** textDescriptionType, whose two other languages stay empty. */
function descriptionTag(name: string): Uint8Array {
  const text = ascii(`${name}\0`)
  return join([ascii('desc'), new Uint8Array(4), numbers(4, [text.length]), text, new Uint8Array(8 + 3 + 67)])
}

function xyzTag(values: readonly number[]): Uint8Array {
  return join([ascii('XYZ '), new Uint8Array(4), numbers(4, values.map(fixed))])
}

function curveTag(curve: ToneCurve): Uint8Array {
  const samples = Array.from({ length: SAMPLES }, (_, index) =>
    Math.round(65535 * curve(index / (SAMPLES - 1))),
  )
  return join([ascii('curv'), new Uint8Array(4), numbers(4, [SAMPLES]), numbers(2, samples)])
}

function fixed(value: number): number {
  return Math.round(value * 65536)
}

/** Whole numbers, the big end first. */
function numbers(size: 2 | 4, values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(size * values.length))
  for (const [index, value] of values.entries()) {
    if (size === 2) view.setUint16(2 * index, value)
    else view.setInt32(4 * index, value)
  }
  return new Uint8Array(view.buffer)
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
