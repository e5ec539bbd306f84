import { readTiffDirectory, type TiffDirectory } from './tiff-directory.ts'

/** What is read of a raw file's directories. */
export const RAW_TAG = {
  make: 0x010f,
  model: 0x0110,
  orientation: 0x0112,
  dateTime: 0x0132,
  photometric: 0x0106,
  subDirectories: 0x014a,
  dngVersion: 0xc612,
  dateTimeOriginal: 0x9003,
  offsetTimeOriginal: 0x9011,
  lensModel: 0xa434,
  focalLength35mm: 0xa405,
} as const

/** CR3 is an ISO media file whose boxes CMT1 and CMT2 hold a TIFF directory each; null where this is none. */
export function canonDirectories(
  raw: Uint8Array,
): { readonly main: TiffDirectory; readonly exif: TiffDirectory } | null {
  const head = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, 1 << 20))
  if (head.toString('latin1', 4, 12) !== 'ftypcrx ') return null
  const box = (name: string): TiffDirectory => {
    const at = head.indexOf(name, 0, 'latin1')
    if (at < 4) return new Map()
    return readTiffDirectory(raw.subarray(at + 4, at - 4 + head.readUInt32BE(at - 4)))
  }
  return { main: box('CMT1'), exif: box('CMT2') }
}

/** The numbers of a tag; none where it is not there. */
export function numbersIn(directory: TiffDirectory, tag: number): readonly number[] {
  const value = directory.get(tag)
  return value === undefined || typeof value === 'string' ? [] : value
}

/** The words of a tag, or null. */
export function wordsIn(directory: TiffDirectory, tag: number): string | null {
  const value = directory.get(tag)
  return typeof value === 'string' && value !== '' ? value : null
}
