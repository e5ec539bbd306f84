import { expect, test } from 'vitest'
import { readMakerNote } from '../../../src/backend/imaging/maker-note.ts'

type Tag = readonly [tag: number, type: 2 | 3 | 4, values: string | readonly number[]]

/** A note as cameras lay it out: tags, a next directory that is none, then what did not fit; offsets count from `countedFrom`. */
function note(tags: readonly Tag[], { countedFrom = 0, isLittle = true, name = '' } = {}): Buffer {
  const head = Buffer.alloc(2 + 12 * tags.length + 4)
  const values: Buffer[] = []
  const write16 = (buffer: Buffer, value: number, at: number) =>
    isLittle ? buffer.writeUInt16LE(value, at) : buffer.writeUInt16BE(value, at)
  const write32 = (value: number, at: number) =>
    isLittle ? head.writeUInt32LE(value, at) : head.writeUInt32BE(value, at)
  write16(head, tags.length, 0)
  for (const [index, [tag, type, content]] of tags.entries()) {
    const value = Buffer.alloc(typeof content === 'string' ? content.length + 1 : content.length * 2)
    if (typeof content === 'string') value.write(content, 'latin1')
    else content.forEach((each, place) => write16(value, each, 2 * place))
    const entry = 2 + 12 * index
    write16(head, tag, entry)
    write16(head, type, entry + 2)
    write32(typeof content === 'string' ? value.length : content.length, entry + 4)
    if (value.length <= 4) value.copy(head, entry + 8)
    else {
      write32(countedFrom + name.length + head.length + Buffer.concat(values).length, entry + 8)
      values.push(value)
    }
  }
  return Buffer.concat([Buffer.from(name, 'latin1'), head, ...values])
}

/** What Canon writes about a shot, with the sensitivity that was chosen in its place. */
const settings = (iso: number): Tag => [0x01, 3, [...Array.from({ length: 16 }, () => 0), iso, 0]]
const LENS: Tag = [0x95, 2, 'EF-S18-55mm f/3.5-5.6 IS II']

// The start of the EXIF, from which cameras count, lies somewhere before; programs move notes and leave the offsets as they were.
test.each([0, 764, 70_000])('a lens of Canon is read where its offsets count from %i', (countedFrom) => {
  const bytes = note([settings(17), LENS], { countedFrom })
  expect(readMakerNote(bytes, 'Canon')).toEqual({ lens: 'EF-S18-55mm f/3.5-5.6 IS II', iso: 100 })
})

test('either byte order is understood', () => {
  expect(readMakerNote(note([settings(18), LENS], { isLittle: false }), 'Canon')).toEqual({
    lens: 'EF-S18-55mm f/3.5-5.6 IS II',
    iso: 200,
  })
})

test('a sensitivity of Canon is the chosen one, and else what the camera came to', () => {
  const shot: Tag = [0x04, 3, [0, 32, 128]]
  expect(readMakerNote(note([settings(0x4000 + 640), shot]), 'Canon').iso).toBe(640)
  expect(readMakerNote(note([settings(15), shot]), 'Canon').iso).toBe(100)
  expect(readMakerNote(note([settings(15)]), 'Canon').iso).toBe(null)
})

test('Casio and Kodak say a sensitivity in places of their own', () => {
  const kodak = Buffer.alloc(120)
  kodak.write('KDK INFO')
  kodak.writeUInt16BE(108, 8 + 0x60)
  expect([
    readMakerNote(note([[0x14, 3, [64]]], { isLittle: false }), 'CASIO').iso,
    readMakerNote(note([[0x3014, 3, [50]]], { isLittle: false, name: 'QVC\0\0\0' }), 'CASIO COMPUTER CO.,LTD')
      .iso,
    readMakerNote(kodak, 'EASTMAN KODAK COMPANY').iso,
  ]).toEqual([64, 50, 108])
})

test('the same bytes of another maker say nothing', () => {
  expect(readMakerNote(note([settings(17), LENS]), 'NIKON CORPORATION')).toEqual({ lens: null, iso: null })
  expect(readMakerNote(undefined, 'Canon')).toEqual({ lens: null, iso: null })
})

test('a note that breaks off or names what it has not is read as far as it goes, in bounded time', () => {
  const whole = note([settings(17), LENS], { countedFrom: 764 })
  for (let length = 0; length < whole.length; length++) {
    const { lens } = readMakerNote(whole.subarray(0, length), 'Canon')
    expect(lens).toBe(null)
  }
  const hostile = Buffer.alloc(200_000, 0xff)
  hostile.writeUInt16LE(3, 4)
  expect(readMakerNote(hostile, 'Canon')).toEqual({ lens: null, iso: null })
  for (const name of ['KDK INFO', 'QVC\0\0\0']) {
    expect(readMakerNote(Buffer.from(name, 'latin1'), null)).toEqual({ lens: null, iso: null })
  }
})
