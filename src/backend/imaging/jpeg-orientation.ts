import { insertSegment, readSegments } from './jpeg-segments.ts'
import { readTiffDirectory } from './tiff-directory.ts'

const APP1 = 0xe1
const EXIF_MARK = Buffer.from('Exif\0\0', 'latin1')
const ORIENTATION = 0x0112

/** Which way up a JPEG says it is, as EXIF counts it, 1 to 8; null where it says nothing. */
export function readOrientation(jpeg: Uint8Array): number | null {
  for (const { marker, body } of readSegments(jpeg)) {
    if (marker !== APP1 || !Buffer.from(body.subarray(0, EXIF_MARK.length)).equals(EXIF_MARK)) continue
    const value = readTiffDirectory(body.subarray(EXIF_MARK.length)).get(ORIENTATION)
    const orientation = typeof value === 'object' ? value[0] : undefined
    if (orientation !== undefined && orientation >= 1 && orientation <= 8) return orientation
  }
  return null
}

/** The same JPEG with an EXIF segment that says which way up it is. */
export function withOrientation(jpeg: Uint8Array, orientation: number): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('II*\0', 'latin1')
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(1, 8)
  tiff.writeUInt16LE(ORIENTATION, 10)
  tiff.writeUInt16LE(3, 12)
  tiff.writeUInt32LE(1, 14)
  tiff.writeUInt16LE(orientation, 18)
  return insertSegment(jpeg, APP1, Buffer.concat([EXIF_MARK, tiff]))
}
