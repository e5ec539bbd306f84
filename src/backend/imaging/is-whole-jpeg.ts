import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

const START = [0xff, 0xd8, 0xff] as const
const END = [0xff, 0xd9] as const

/**
 * Whether bytes begin and end as a JPEG does. Our own small pictures are written whole: what does not was lost on the disk
 * since, and can be made again.
 */
export function isWholeJpeg(bytes: Uint8Array): boolean {
  return (
    bytes.length >= START.length + END.length &&
    START.every((byte, i) => bytes[i] === byte) &&
    END.every((byte, i) => bytes[bytes.length - END.length + i] === byte)
  )
}

/** The same of a file, of which only its ends are read; false where it is not there. */
export function isWholeJpegFile(file: string): boolean {
  let handle: number | null = null
  try {
    handle = openSync(file, 'r')
    const ends = new Uint8Array(START.length + END.length)
    const { size } = fstatSync(handle)
    if (size < ends.length) return false
    readSync(handle, ends, 0, START.length, 0)
    readSync(handle, ends, START.length, END.length, size - END.length)
    return isWholeJpeg(ends)
  } catch {
    // Not there, or not to be read: it is made again or done without.
    return false
  } finally {
    if (handle !== null) closeSync(handle)
  }
}
