const APP2 = 0xe2
const COMMENT = 0xfe
const START_OF_SCAN = 0xda
/** What a segment can hold after its two length bytes. */
const SEGMENT_LIMIT = 65533
const PROFILE_MARK = 'ICC_PROFILE\0'

/** A part of a JPEG before its picture's data. */
export interface Segment {
  readonly marker: number
  readonly body: Uint8Array
}

/** The same JPEG with a colour profile in it (ICC.1:2022, B.4), placed before its first table. */
export function withProfile(jpeg: Uint8Array, profile: Uint8Array): Buffer {
  const room = SEGMENT_LIMIT - PROFILE_MARK.length - 2
  const count = Math.ceil(profile.length / room)
  const segments = Array.from({ length: count }, (_, index) =>
    segment(
      APP2,
      Buffer.concat([
        Buffer.from(PROFILE_MARK, 'latin1'),
        Buffer.from([index + 1, count]),
        profile.subarray(index * room, (index + 1) * room),
      ]),
    ),
  )
  return insert(jpeg, segments)
}

/** The same JPEG with a comment of plain characters in it; throws RangeError where it is longer than a segment. */
export function withComment(jpeg: Uint8Array, comment: string): Buffer {
  return insert(jpeg, [segment(COMMENT, Buffer.from(comment, 'utf8'))])
}

/** The same JPEG with one more segment near its start; throws RangeError where that is longer than a segment. */
export function insertSegment(jpeg: Uint8Array, marker: number, body: Uint8Array): Buffer {
  return insert(jpeg, [segment(marker, body)])
}

/** Every comment of a JPEG; empty where the bytes are no JPEG. */
export function readComments(jpeg: Uint8Array): string[] {
  return readSegments(jpeg)
    .filter(({ marker }) => marker === COMMENT)
    .map(({ body }) => Buffer.from(body).toString('utf8'))
}

/** The markers of all segments before the picture's data, for checks of what a file carries. */
export function readMarkers(jpeg: Uint8Array): number[] {
  return readSegments(jpeg).map(({ marker }) => marker)
}

function segment(marker: number, body: Uint8Array): Buffer {
  if (body.length > SEGMENT_LIMIT) throw new RangeError('A JPEG segment holds 65533 bytes')
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

function insert(jpeg: Uint8Array, segments: readonly Buffer[]): Buffer {
  // After the start marker, and after JFIF's APP0, which wants to be first.
  const afterStart = jpeg[3] === 0xe0 ? 4 + ((jpeg[4] << 8) | jpeg[5]) : 2
  return Buffer.concat([jpeg.subarray(0, afterStart), ...segments, jpeg.subarray(afterStart)])
}

/** The segments of a JPEG before its picture's data; empty where the bytes are no JPEG. */
export function readSegments(jpeg: Uint8Array): Segment[] {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return []
  const found: Segment[] = []
  let at = 2
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
    const marker = jpeg[at + 1]
    if (marker === START_OF_SCAN) break
    const length = (jpeg[at + 2] << 8) | jpeg[at + 3]
    if (length < 2) break
    found.push({ marker, body: jpeg.subarray(at + 4, at + 2 + length) })
    at += 2 + length
  }
  return found
}
