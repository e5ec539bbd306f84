import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

/** Corner colours of a made photo: red, green / blue, white, so that every turn and mirroring can be told. */
export const CORNERS = { topLeft: [220, 30, 30], topRight: [30, 200, 30], bottomLeft: [30, 30, 220] } as const

/** Upright picture of four coloured quarters. */
export function quarters(widthPx = 64, heightPx = 48): Sharp {
  const data = Buffer.alloc(widthPx * heightPx * 3)
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const isLeft = x < widthPx / 2
      const isTop = y < heightPx / 2
      const colour = isTop
        ? isLeft
          ? CORNERS.topLeft
          : CORNERS.topRight
        : isLeft
          ? CORNERS.bottomLeft
          : [240, 240, 240]
      data.set(colour, (y * widthPx + x) * 3)
    }
  }
  return sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } })
}

/** The same picture stored turned or mirrored, with the EXIF orientation (1-8) that puts it upright. */
export async function quartersStored(
  orientation: number,
  { widthPx, heightPx }: { readonly widthPx?: number; readonly heightPx?: number } = {},
): Promise<Buffer> {
  const upright = await quarters(widthPx, heightPx).png().toBuffer()
  // What the camera's sensor saw: the inverse of what the orientation tells a viewer to do. sharp mirrors before it turns.
  const stored = {
    1: (image: Sharp) => image,
    2: (image: Sharp) => image.flop(),
    3: (image: Sharp) => image.rotate(180),
    4: (image: Sharp) => image.flip(),
    5: (image: Sharp) => image.rotate(270).flop(),
    6: (image: Sharp) => image.rotate(270),
    7: (image: Sharp) => image.rotate(90).flop(),
    8: (image: Sharp) => image.rotate(90),
  }[orientation]
  if (stored === undefined) throw new Error(`No orientation ${orientation}`)
  const turned = await stored(sharp(upright)).png().toBuffer()
  return sharp(turned)
    .withMetadata({ orientation })
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer()
}

/** A photo whose EXIF says when and with what it was taken. */
export function photoWithExif(
  exif: { readonly taken: string; readonly offset?: string; readonly make?: string; readonly model?: string },
  seed = 0,
): Promise<Buffer> {
  return noise(seed)
    .withExif({
      IFD0: { Make: exif.make ?? 'Apple', Model: exif.model ?? 'iPhone 13 Pro' },
      IFD2: { DateTimeOriginal: exif.taken, ...(exif.offset && { OffsetTimeOriginal: exif.offset }) },
    })
    .jpeg({ quality: 90 })
    .toBuffer()
}

/** A picture of its own for every seed, so that no two are duplicates. */
export function noise(seed: number, widthPx = 96, heightPx = 72): Sharp {
  let state = (seed + 1) * 2654435761
  const data = Buffer.alloc(widthPx * heightPx * 3)
  for (let index = 0; index < data.length; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    data[index] = state >>> 24
  }
  return sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } })
}

/** A PNG whose header claims this size and whose data is nearly nothing: a decompression bomb. */
export function pngBomb(widthPx: number, heightPx: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(widthPx, 0)
  header.writeUInt32BE(heightPx, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(widthPx * 3 + 1))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** A small picture whose colour profile unpacks to so many bytes of nothing. */
export async function pngWithProfileOf(bytes: number): Promise<Buffer> {
  const png = await noise(1, 8, 8).png().toBuffer()
  const profile = Buffer.concat([Buffer.from('p\0\0', 'latin1'), deflateSync(Buffer.alloc(bytes))])
  // Behind the signature and the header.
  return Buffer.concat([png.subarray(0, 33), pngChunk('iCCP', profile), png.subarray(33)])
}

/** A HEIC by name and first bytes, whose second box says it has no length: a reader that trusts it never moves on. */
export function endlessHeic(): Buffer {
  const fileType = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
  return Buffer.concat([fileType, Buffer.from('\0\0\0\0free', 'latin1'), Buffer.alloc(400)])
}

function pngChunk(type: string, body: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, sum])
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
