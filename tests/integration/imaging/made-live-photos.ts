import { insertSegment } from '../../../src/backend/imaging/jpeg-segments.ts'

const APP1 = 0xe1

interface Entry {
  readonly tag: number
  readonly type: 2 | 4 | 7
  readonly value: Buffer
}

/** A JPEG with what a phone writes into the photo of a pair: when it was taken, and the identifier in the maker's note. */
export function liveJpeg(jpeg: Buffer, exif: { readonly taken: string; readonly liveId: string }): Buffer {
  const id = Buffer.from(`${exif.liveId}\0`, 'latin1')
  const note = Buffer.concat([
    Buffer.from('Apple iOS\0\0\x01MM', 'latin1'),
    directory([{ tag: 0x11, type: 2, value: id }], 14),
  ])
  const inner = directory(
    [
      { tag: 0x9003, type: 2, value: Buffer.from(`${exif.taken}\0`, 'latin1') },
      { tag: 0x927c, type: 7, value: note },
    ],
    26,
  )
  const pointer = Buffer.alloc(4)
  pointer.writeUInt32BE(26)
  const tiff = Buffer.concat([
    Buffer.from('MM\0*\0\0\0\x08', 'latin1'),
    directory([{ tag: 0x8769, type: 4, value: pointer }], 8),
    inner,
  ])
  return insertSegment(jpeg, APP1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]))
}

/** One TIFF directory that stands at this offset, its longer values behind it. */
function directory(entries: readonly Entry[], offset: number): Buffer {
  const head = Buffer.alloc(2 + 12 * entries.length + 4)
  head.writeUInt16BE(entries.length, 0)
  const values: Buffer[] = []
  let at = offset + head.length
  for (const [index, { tag, type, value }] of entries.entries()) {
    const entry = 2 + 12 * index
    head.writeUInt16BE(tag, entry)
    head.writeUInt16BE(type, entry + 2)
    head.writeUInt32BE(type === 4 ? 1 : value.length, entry + 4)
    if (value.length <= 4) value.copy(head, entry + 8)
    else {
      head.writeUInt32BE(at, entry + 8)
      values.push(value)
      at += value.length
    }
  }
  return Buffer.concat([head, ...values])
}

/** A QuickTime film as a phone lays it out: pictures first, then the description with this identifier. */
export function liveFilm(liveId: string | null): Buffer {
  const key = Buffer.from('com.apple.quicktime.content.identifier', 'latin1')
  const other = Buffer.from('com.apple.quicktime.make', 'latin1')
  const keys = [other, ...(liveId === null ? [] : [key])]
  const items = ['Apple', ...(liveId === null ? [] : [liveId])]
  const meta = box(
    'meta',
    box('hdlr', Buffer.alloc(24)),
    box('keys', Buffer.alloc(4), number(keys.length), ...keys.map((name) => box('mdta', name))),
    box(
      'ilst',
      ...items.map((text, index) =>
        box(
          number(index + 1).toString('latin1'),
          box('data', number(1), number(0), Buffer.from(text, 'latin1')),
        ),
      ),
    ),
  )
  return Buffer.concat([
    box('ftyp', Buffer.from('qt  \0\0\0\0qt  ', 'latin1')),
    box('wide'),
    box('mdat', Buffer.alloc(5000, 7)),
    box('moov', box('mvhd', Buffer.alloc(100)), meta),
  ])
}

function box(type: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content)
  return Buffer.concat([number(8 + body.length), Buffer.from(type, 'latin1'), body])
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
