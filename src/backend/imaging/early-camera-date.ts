import { readSegments } from './jpeg-segments.ts'

const APP1 = 0xe1
const MARK = 'QVCI\0'
/** Where in the segment the moment stands, and how it is written: 1998.10.24.12.08.57 (ExifTool, CasioQVCI tags). */
const MOMENT_AT = 0x4d
const MOMENT = /^(\d{4})\.(\d\d)\.(\d\d)\.(\d\d\.\d\d\.\d\d)/

/** When a camera of the years before EXIF took a JPEG, as EXIF would say it: Casio wrote a segment of its own. */
export function readEarlyCameraDate(jpeg: Uint8Array): string | null {
  for (const { marker, body } of readSegments(jpeg)) {
    const text = Buffer.from(body).toString('latin1')
    if (marker !== APP1 || !text.startsWith(MARK)) continue
    const [, year, month, day, time = ''] = MOMENT.exec(text.slice(MOMENT_AT)) ?? []
    if (year !== undefined) return `${year}:${month}:${day} ${time.replaceAll('.', ':')}`
  }
  return null
}
