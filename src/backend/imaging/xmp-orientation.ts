const START = '<x:xmpmeta'
const END = '</x:xmpmeta>'
/** No camera or editor writes more about a photo than this; what is longer holds pictures. */
const MOST_BYTES = 1_000_000

/** The orientation that a photo's XMP states as plain text (ISO 16684-1), as EXIF counts it; null where it states none. */
export function xmpOrientation(bytes: Uint8Array): number | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = file.indexOf(START)
  if (start < 0) return null
  const end = file.indexOf(END, start)
  const xmp = file.toString('latin1', start, Math.min(end < 0 ? file.length : end, start + MOST_BYTES))
  // A property may be written as an attribute or as an element.
  const match = /(?:\btiff:Orientation\s*=\s*["']|<tiff:Orientation>)\s*([1-8])\s*["'<]/.exec(xmp)
  return match === null ? null : Number(match[1])
}
