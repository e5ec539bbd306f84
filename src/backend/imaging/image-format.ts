/** What a file is by its first bytes, whatever its name says. */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'tiff' | 'gif' | 'avif' | 'heic' | 'raw'

/** Bytes from the start of a file that {@link sniffFormat} wants to see. */
export const SNIFF_BYTES = 64

const OLYMPUS_MAGIC = new Set(['IIRO', 'IIRS', 'MMOR'])
const HEIC_BRANDS = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'hevm', 'hevs'])
const AVIF_BRANDS = new Set(['avif', 'avis'])

/** Raw formats of cameras that begin like a TIFF and hold a small picture first; read as TIFF they would be a stamp. */
const RAW_EXTENSIONS = new Set([
  'dng',
  'nef',
  'nrw',
  'arw',
  'sr2',
  'srf',
  'cr2',
  'pef',
  'srw',
  '3fr',
  'erf',
  'kdc',
  'iiq',
  'mos',
])
/** Raw formats that do not begin like a TIFF. */
const OTHER_RAW = new Set(['cr3', 'raf', 'orf', 'rw2'])
const PHOTO_EXTENSIONS = new Set([
  'jpg',
  'jpeg',
  'jpe',
  'jfif',
  'png',
  'webp',
  'tif',
  'tiff',
  'gif',
  'avif',
  'heic',
  'heif',
  'hif',
])

const ascii = (head: Uint8Array, from: number, to: number): string =>
  Buffer.from(head.subarray(from, to)).toString('latin1')

/** Tells an image's format from its first bytes; `name` only tells a camera's raw file from a TIFF. Null for all else. */
export function sniffFormat(head: Uint8Array, name = ''): ImageFormat | null {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpeg'
  if (ascii(head, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') return 'webp'
  if (ascii(head, 0, 6) === 'GIF87a' || ascii(head, 0, 6) === 'GIF89a') return 'gif'
  if (ascii(head, 0, 4) === 'II*\0' || ascii(head, 0, 4) === 'MM\0*' || ascii(head, 0, 4) === 'II+\0') {
    const isRaw = RAW_EXTENSIONS.has(extensionOf(name)) || ascii(head, 8, 10) === 'CR'
    return isRaw ? 'raw' : 'tiff'
  }
  if (ascii(head, 0, 15) === 'FUJIFILMCCD-RAW' || OLYMPUS_MAGIC.has(ascii(head, 0, 4))) return 'raw'
  return ascii(head, 4, 8) === 'ftyp' ? sniffBrands(head) : null
}

function sniffBrands(head: Uint8Array): ImageFormat | null {
  const boxEnd = Math.min(head.length, Buffer.from(head.subarray(0, 4)).readUInt32BE(0))
  const brands = [ascii(head, 8, 12)]
  for (let at = 16; at + 4 <= boxEnd; at += 4) brands.push(ascii(head, at, at + 4))
  if (brands.some((brand) => AVIF_BRANDS.has(brand))) return 'avif'
  if (brands.some((brand) => HEIC_BRANDS.has(brand))) return 'heic'
  if (brands[0] === 'crx ') return 'raw'
  // Canon and Fujifilm write plain "mif1"; a video (mp42, qt) is no still picture of ours.
  return brands[0] === 'mif1' || brands[0] === 'msf1' ? 'heic' : null
}

/** True where a name promises one of the formats that are read, so that other content in it is a damaged photo. */
export function isPhotoName(name: string): boolean {
  return PHOTO_EXTENSIONS.has(extensionOf(name))
}

/** True where a name promises a photo or a camera's raw file. */
export function isPictureName(name: string): boolean {
  const extension = extensionOf(name)
  return PHOTO_EXTENSIONS.has(extension) || RAW_EXTENSIONS.has(extension) || OTHER_RAW.has(extension)
}

function extensionOf(name: string): string {
  return /\.([^.]*)$/.exec(name)?.[1].toLowerCase() ?? ''
}
