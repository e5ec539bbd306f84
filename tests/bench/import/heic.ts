import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { derivedFile, deriveImages } from '../../../src/backend/imaging/derive-images.ts'
import { openImage } from '../../../src/backend/imaging/open-image.ts'
import { DATA_FOLDER } from '../data-folder.ts'

/** heic-convert has no types. */
type Convert = (input: {
  readonly buffer: Uint8Array
  readonly format: 'JPEG'
  readonly quality: number
}) => Promise<ArrayBuffer>

/** Photos of phones; smaller ones are icons and test cards. */
const LEAST_PIXELS = 8e6
const MOST_PIXELS = 50e6

/**
 * Previews and thumbnails of real HEICs per CPU-second, against heic-convert making a JPEG of each, and against the same with
 * the two small pictures made of that JPEG. Both decode with libde265 in the same WebAssembly; ours has other inverse transforms.
 */
export async function benchHeic(): Promise<void> {
  const photos = await realHeics()
  if (photos.length === 0) {
    console.log(`  HEIC: skipped, there are no photos in ${DATA_FOLDER}`)
    return
  }
  const derivedFolder = mkdtempSync(join(tmpdir(), 'fadeline-heic-'))
  try {
    const convert = createRequire(import.meta.url)('heic-convert') as Convert
    // Both load their decoder before they are timed.
    await convert({ buffer: photos[0], format: 'JPEG', quality: 0.82 })
    await derive(photos[0], derivedFolder, 'warm')
    const ours = await cpuSeconds(async () => {
      for (const [index, bytes] of photos.entries()) await derive(bytes, derivedFolder, String(index))
    })
    const converted: ArrayBuffer[] = []
    const peer = await cpuSeconds(async () => {
      for (const buffer of photos) converted.push(await convert({ buffer, format: 'JPEG', quality: 0.82 }))
    })
    const resizing = await cpuSeconds(async () => {
      for (const jpeg of converted) {
        await sharp(jpeg).resize(2048, 2048, { fit: 'inside' }).jpeg({ quality: 82 }).toBuffer()
        await sharp(jpeg).resize(320, 320, { fit: 'inside' }).jpeg({ quality: 78 }).toBuffer()
      }
    })
    const withProfile = await Promise.all(
      photos.map(async (bytes, index) => {
        const original = (await openImage(bytes)).profile
        const { icc } = await sharp(derivedFile(derivedFolder, String(index), 'preview')).metadata()
        return original === null ? null : icc !== undefined && Buffer.from(original).equals(icc)
      }),
    )
    const kept = withProfile.filter((isKept) => isKept !== null)
    const rate = (seconds: number): string => (photos.length / seconds).toFixed(2)
    console.log(
      `  HEIC, ${photos.length} real photos: preview and thumbnail ${rate(ours)} photos per CPU-second, profile kept in ${kept.filter(Boolean).length} of ${kept.length}`,
    )
    console.log(
      `  against heic-convert's full JPEG alone (${rate(peer)}): x ${(peer / ours).toFixed(2)}; with both sizes made of it (${rate(peer + resizing)}): x ${((peer + resizing) / ours).toFixed(2)}`,
    )
  } finally {
    rmSync(derivedFolder, { recursive: true, force: true })
  }
}

async function realHeics(): Promise<Uint8Array[]> {
  const folder = join(DATA_FOLDER, 'photos/heic')
  const found: Uint8Array[] = []
  for (const name of listed(folder)) {
    const bytes = readFileSync(join(folder, name))
    const image = await openImage(bytes).catch(() => null)
    const pixels = image === null ? 0 : image.widthPx * image.heightPx
    if (pixels >= LEAST_PIXELS && pixels <= MOST_PIXELS && image?.format === 'heic') found.push(bytes)
  }
  return found
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}

async function derive(bytes: Uint8Array, derivedFolder: string, sha256: string): Promise<void> {
  await deriveImages(await openImage(bytes), { derivedFolder, sha256 })
}

async function cpuSeconds(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}
