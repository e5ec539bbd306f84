/** A JPEG inside another file, from its first byte to the end of that file; decoders stop where it ends. */
export interface EmbeddedJpeg {
  readonly bytes: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
}

const START = Buffer.from([0xff, 0xd8, 0xff])
const SCAN = 0xda
/** Baseline, extended and progressive; lossless ones (0xc3) are the sensor's data and no picture. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2])
/** A raw file holds a handful; a file made of nothing but starts must not take for ever. */
const MOST_CANDIDATES = 2000

/** The JPEG with the most pixels inside these bytes, or null where there is none. */
export function findWidestJpeg(bytes: Uint8Array): EmbeddedJpeg | null {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let widest: EmbeddedJpeg | null = null
  let at = all.indexOf(START)
  for (let tried = 0; at >= 0 && tried < MOST_CANDIDATES; tried++) {
    const size = frameSize(all, at)
    if (
      size !== null &&
      (widest === null || size.widthPx * size.heightPx > widest.widthPx * widest.heightPx)
    ) {
      widest = { ...size, bytes: bytes.subarray(at) }
    }
    at = all.indexOf(START, at + 2)
  }
  return widest
}

/** The size of the picture whose JPEG starts here; null where what follows are no JPEG's segments up to its scan. */
function frameSize(
  all: Buffer,
  start: number,
): { readonly widthPx: number; readonly heightPx: number } | null {
  let size: { readonly widthPx: number; readonly heightPx: number } | null = null
  let at = start + 2
  while (at + 4 <= all.length && all[at] === 0xff) {
    const marker = all[at + 1]
    if (marker === SCAN) return size
    const length = all.readUInt16BE(at + 2)
    if (length < 2 || marker < 0xc0) return null
    if (FRAMES.has(marker)) {
      if (at + 10 > all.length) return null
      const [heightPx, widthPx, parts] = [all.readUInt16BE(at + 5), all.readUInt16BE(at + 7), all[at + 9]]
      if (widthPx === 0 || heightPx === 0 || (parts !== 1 && parts !== 3)) return null
      size = { widthPx, heightPx }
    }
    at += 2 + length
  }
  return null
}
