import { describe, expect, test } from 'vitest'
import { pathBytes, pathText } from '../../src/domain/path-text.ts'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

describe('a path as text', () => {
  test.each(['front.jpg', 'façade \u0301.jpg', '写真/正面.jpg', 'smile 😀.jpg'])('is itself: %s', (path) => {
    expect(pathText(new TextEncoder().encode(path))).toBe(path)
    expect(pathBytes(path)).toEqual(new TextEncoder().encode(path))
  })

  test.each([
    ['Latin-1', bytes(0x66, 0xe7, 0x61)],
    ['cut off', bytes(0x61, 0xe5, 0x86)],
    ['written too long', bytes(0xc0, 0xaf)],
    ['a surrogate', bytes(0xed, 0xa0, 0x80)],
    ['beyond Unicode', bytes(0xf4, 0x90, 0x80, 0x80)],
    ['no beginning', bytes(0x80, 0xbf, 0xff, 0xfe)],
    ['mixed', bytes(0xe7, 0xc3, 0xa7, 0xe7)],
  ])('keeps bytes that are no UTF-8: %s', (_, path) => {
    expect(pathBytes(pathText(path))).toEqual(path)
  })

  test('survives being sent as JSON', () => {
    const path = bytes(0x66, 0xe7, 0x61)
    expect(pathBytes(JSON.parse(JSON.stringify(pathText(path))) as string)).toEqual(path)
  })
})
