import { quarters, quartersStored } from './made-photos.ts'

/** A preview of this size, stored as the sensor saw it, without a word on how to turn it. */
export async function storedPreview(orientation: number): Promise<Buffer> {
  const upright = await quartersStored(orientation, { widthPx: 640, heightPx: 480 })
  return withoutExif(upright)
}

export const smallPreview = (): Promise<Buffer> => quarters(160, 120).jpeg().toBuffer()

/** What a sensor's data looks like to a search for JPEGs: a lossless one, larger than every preview. */
export function sensorData(): Buffer {
  const frame = Buffer.from([
    0xff, 0xd8, 0xff, 0xc3, 0, 17, 14, 0x20, 0, 0x20, 0, 3, 1, 17, 0, 2, 17, 0, 3, 17, 0,
  ])
  return Buffer.concat([frame, Buffer.from([0xff, 0xda, 0, 2]), Buffer.alloc(200, 0x55)])
}

interface RawParts {
  readonly orientation: number
  readonly pictures: readonly Uint8Array[]
}

/** A raw file that is built like a TIFF, as DNG, CR2, NEF, ARW and ORF are: a directory, one for the sensor, pictures. */
export function tiffRaw({ orientation, pictures }: RawParts, magic = 'II*\0', isDng = false): Buffer {
  const make = Buffer.from('NIKON CORPORATION\0', 'latin1')
  const taken = Buffer.from('2026:03:14 10:22:05\0', 'latin1')
  const innerAt = 200
  const head = Buffer.alloc(260)
  head.write(magic, 'latin1')
  head.writeUInt32LE(8, 4)
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [0x010f, 2, make.length, 110],
    [0x0112, 3, 1, orientation],
    [0x0132, 2, taken.length, 140],
    isDng ? [0xc612, 1, 4, 0x00000401] : [0x014a, 4, 1, innerAt],
  ]
  writeDirectory(head, 8, entries)
  make.copy(head, 110)
  taken.copy(head, 140)
  // 32803: a colour filter array.
  writeDirectory(head, innerAt, [[0x0106, 3, 1, 32803]])
  return Buffer.concat([head, ...pictures])
}

/** Fujifilm's: a header of its own, then a whole JPEG, then the sensor's data. */
export function fujifilmRaw(pictures: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(160)
  head.write('FUJIFILMCCD-RAW 0201FF393101', 'latin1')
  return Buffer.concat([head, ...pictures])
}

/** Canon's CR3: boxes, of which CMT1 and CMT2 hold a TIFF each. */
export function canonRaw({ orientation, pictures }: RawParts): Buffer {
  const main = Buffer.alloc(80)
  main.write('II*\0', 'latin1')
  main.writeUInt32LE(8, 4)
  writeDirectory(main, 8, [
    [0x0110, 2, 17, 60],
    [0x0112, 3, 1, orientation],
  ])
  main.write('Canon EOS R6 m2\0', 60, 'latin1')
  const exif = Buffer.alloc(80)
  exif.write('II*\0', 'latin1')
  exif.writeUInt32LE(8, 4)
  writeDirectory(exif, 8, [
    [0x9003, 2, 20, 40],
    [0x9011, 2, 7, 62],
  ])
  exif.write('2026:03:14 10:22:05\0', 40, 'latin1')
  exif.write('+01:00\0', 62, 'latin1')
  return Buffer.concat([
    box('ftyp', Buffer.from('crx \0\0\0\x01crx isom', 'latin1')),
    box('moov', box('uuid', Buffer.concat([Buffer.alloc(16), box('CMT1', main), box('CMT2', exif)]))),
    box('mdat', Buffer.concat([...pictures])),
  ])
}

function box(name: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + body.length)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, body])
}

function writeDirectory(
  into: Buffer,
  at: number,
  entries: readonly (readonly [tag: number, type: number, count: number, value: number])[],
): void {
  into.writeUInt16LE(entries.length, at)
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const entry = at + 2 + 12 * index
    into.writeUInt16LE(tag, entry)
    into.writeUInt16LE(type, entry + 2)
    into.writeUInt32LE(count, entry + 4)
    into.writeUInt32LE(value, entry + 8)
  }
}

/** The same JPEG without its EXIF. */
function withoutExif(jpeg: Buffer): Buffer {
  const parts = [jpeg.subarray(0, 2)]
  let at = 2
  while (jpeg[at + 1] !== 0xda) {
    const next = at + 2 + jpeg.readUInt16BE(at + 2)
    if (jpeg[at + 1] !== 0xe1) parts.push(jpeg.subarray(at, next))
    at = next
  }
  return Buffer.concat([...parts, jpeg.subarray(at)])
}
