import { expect, test } from 'vitest'
import { readEarlyCameraDate } from '../../../src/backend/imaging/early-camera-date.ts'

/** A JPEG's start with one segment in it. */
function jpegWith(marker: number, body: Uint8Array): Buffer {
  const length = body.length + 2
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, marker, length >> 8, length & 255]), body])
}

function casio(moment: string, mark = 'QVCI'): Buffer {
  const body = Buffer.alloc(0x80)
  body.write(mark, 0, 'latin1')
  body.write(moment, 0x4d, 'latin1')
  return body
}

test('a moment from before EXIF is read in its way of writing', () => {
  expect(readEarlyCameraDate(jpegWith(0xe1, casio('1998.10.24.12.08.57')))).toBe('1998:10:24 12:08:57')
})

test.each([
  ['a segment of another kind', jpegWith(0xe2, casio('1998.10.24.12.08.57'))],
  ['a segment of another name', jpegWith(0xe1, casio('1998.10.24.12.08.57', 'Exif'))],
  ['a camera without a clock', jpegWith(0xe1, casio(''))],
  ['a segment that ends early', jpegWith(0xe1, casio('1998.10.24.12.08.57').subarray(0, 0x55))],
  ['no JPEG', Buffer.from('1998.10.24.12.08.57')],
])('%s says nothing', (_, bytes) => {
  expect(readEarlyCameraDate(bytes)).toBeNull()
})
