/** Stands for a byte that is no part of any UTF-8 character; alone it is no character either, so that nothing else means it. */
const ESCAPE = 0xdc00

/**
 * A path's bytes as text from which {@link pathBytes} gets the same bytes back: UTF-8 where they are that, and a lone surrogate
 * for every byte that is not (as Python's "surrogateescape", PEP 383). File systems of Linux take any bytes for a name.
 */
export function pathText(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const { point, length } = characterAt(bytes, at)
    text += String.fromCodePoint(point)
    at += length
  }
  return text
}

/** The bytes of a path that {@link pathText} or a person wrote. */
export function pathBytes(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    if (point >= ESCAPE + 0x80 && point <= ESCAPE + 0xff) bytes.push(point - ESCAPE)
    else if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point, 0))
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(point, 6), tail(point, 0))
    else bytes.push(0xf0 | (point >> 18), tail(point, 12), tail(point, 6), tail(point, 0))
  }
  return Uint8Array.from(bytes)
}

const tail = (point: number, shift: number): number => 0x80 | ((point >> shift) & 0x3f)

/** The smallest code point that needs so many bytes; anything below is written too long. */
const LEAST = [0, 0, 0x80, 0x800, 0x10000]

function characterAt(bytes: Uint8Array, at: number): { readonly point: number; readonly length: number } {
  const first = bytes[at] ?? 0
  const alone = { point: first < 0x80 ? first : ESCAPE + first, length: 1 }
  const length = first >= 0xf0 && first < 0xf8 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1
  if (length === 1 || first >= 0xf8) return alone
  let point = first & (0x7f >> length)
  for (let index = 1; index < length; index++) {
    const next = bytes[at + index] ?? 0
    if ((next & 0xc0) !== 0x80) return alone
    point = (point << 6) | (next & 0x3f)
  }
  const isCharacter = point >= (LEAST[length] ?? 0) && point <= 0x10ffff && (point & 0xfff800) !== 0xd800
  return isCharacter ? { point, length } : alone
}
