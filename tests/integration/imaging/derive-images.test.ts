import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { derivedFile, deriveImages } from '../../../src/backend/imaging/derive-images.ts'
import { glimpsePhoto } from '../../../src/backend/imaging/glimpse-photo.ts'
import { inspectImage } from '../../../src/backend/imaging/inspect-image.ts'
import { openImage } from '../../../src/backend/imaging/open-image.ts'
import { readProfileName } from '../../../src/backend/imaging/profile-name.ts'
import { renderFull } from '../../../src/backend/imaging/render-full.ts'
import { PROGRAM_FOLDER } from '../../support/program-folder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { CORNERS, noise, photoWithExif, quarters, quartersStored } from './made-photos.ts'

const HEIC = join(PROGRAM_FOLDER, '../shared/data/photos/heic/exifr__test__fixtures__heic-iphone7.heic')

async function derive(
  bytes: Buffer,
): Promise<{ preview: Buffer; thumb: Buffer; isDamaged: boolean; folder: string }> {
  const folder = temporaryFolder()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const { isDamaged } = await deriveImages(await openImage(bytes), { derivedFolder: folder, sha256 })
  const read = (variant: 'preview' | 'thumb'): Buffer => readFileSync(derivedFile(folder, sha256, variant))
  return { preview: read('preview'), thumb: read('thumb'), isDamaged, folder }
}

describe('small pictures of a photo', () => {
  test('are at most 2048 and 320 px long, upright, and named by its hash', async () => {
    const photo = await noise(3, 2400, 1200).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const { preview, thumb, isDamaged, folder } = await derive(photo)
    const sizes = await Promise.all([preview, thumb].map((file) => sharp(file).metadata()))
    expect(sizes.map(({ width, height, orientation }) => [width, height, orientation ?? 1])).toEqual([
      [1024, 2048, 1],
      [160, 320, 1],
    ])
    expect(isDamaged).toBe(false)
    const sha256 = createHash('sha256').update(photo).digest('hex')
    expect(readdirSync(join(folder, sha256.slice(0, 2))).sort()).toEqual([
      `${sha256}.preview.jpg`,
      `${sha256}.thumb.jpg`,
    ])
  })

  test('keep the colours of the photo in the preview and are sRGB in the thumbnail', async () => {
    const wide = await sharp(await quarters().png().toBuffer())
      .withIccProfile('p3')
      .jpeg({ quality: 95 })
      .toBuffer()
    const { preview, thumb } = await derive(wide)
    const previewMeta = await sharp(preview).metadata()
    expect(readProfileName(previewMeta.icc ?? Buffer.alloc(0))).toMatch(/P3/)
    expect((await sharp(thumb).metadata()).icc).toBeUndefined()
    const [red] = await sharp(thumb).extract({ left: 10, top: 10, width: 1, height: 1 }).raw().toBuffer()
    expect(Math.abs(red - CORNERS.topLeft[0])).toBeLessThan(8)
  })

  test('stand on white where the photo is transparent', async () => {
    const clear = await quarters().ensureAlpha(0).png().toBuffer()
    const { preview } = await derive(clear)
    const { channels } = await sharp(preview).stats()
    expect(channels.map(({ mean }) => Math.round(mean))).toEqual([255, 255, 255])
  })

  test('are made of a photo that breaks off, which is called damaged', async () => {
    const whole = await noise(4, 640, 480).jpeg().toBuffer()
    const { preview, isDamaged } = await derive(whole.subarray(0, Math.floor(whole.length / 2)))
    const { width, height } = await sharp(preview).metadata()
    expect({ isDamaged, width, height }).toEqual({ isDamaged: true, width: 640, height: 480 })
  })

  test.skipIf(!existsSync(HEIC))('of a HEIC carry its Display P3 (../shared/data/photos)', async () => {
    const { preview, isDamaged } = await derive(readFileSync(HEIC))
    const meta = await sharp(preview).metadata()
    expect([meta.width, meta.height, isDamaged]).toEqual([2048, 1536, false])
    expect(readProfileName(meta.icc ?? Buffer.alloc(0))).toBe('Display P3')
  })

  test('leave no half file where the disk refuses', async () => {
    const folder = temporaryFolder()
    const photo = await noise(5).jpeg().toBuffer()
    const sha256 = createHash('sha256').update(photo).digest('hex')
    // A folder where the file should be: renaming onto it must fail.
    mkdirSync(derivedFile(folder, sha256, 'preview'), { recursive: true })
    const failure = deriveImages(await openImage(photo), { derivedFolder: folder, sha256 })
    await expect(failure).rejects.toMatchObject({ code: 'catalogue-not-writable' })
    expect(readdirSync(join(folder, sha256.slice(0, 2)))).toEqual([`${sha256}.preview.jpg`])
  })
})

describe('a glimpse of a photo', () => {
  const SHARED_HEIC = join(PROGRAM_FOLDER, '../shared/data/photos/heic')
  const glimpse = async (bytes: Uint8Array): Promise<Uint8Array> => {
    const file = join(temporaryFolder(), 'photo')
    writeFileSync(file, bytes)
    return glimpsePhoto(Buffer.from(file))
  }
  /** How far two pictures are apart at most, over squares of a sixteenth of their sides, of 255. */
  const apart = async (one: Uint8Array, other: Uint8Array): Promise<number> => {
    const [a, b] = await Promise.all(
      [one, other].map((picture) => sharp(picture).resize(16, 16, { fit: 'fill' }).raw().toBuffer()),
    )
    return Math.max(...a.map((value, index) => Math.abs(value - b[index])))
  }

  test('is upright and in sRGB, as its thumbnail will be', async () => {
    const wide = await sharp(await quartersStored(6))
      .withMetadata({ orientation: 6 })
      .withIccProfile('p3')
      .jpeg({ quality: 95 })
      .toBuffer()
    const { thumb } = await derive(wide)
    const small = await glimpse(wide)
    expect((await sharp(small).metadata()).icc).toBeUndefined()
    expect(await apart(small, thumb)).toBeLessThan(8)
  })

  test.skipIf(!existsSync(SHARED_HEIC))(
    'of a HEIC is the thumbnail in it, in the same colours and upright (../shared/data/photos)',
    async () => {
      for (const name of [
        'exifr__test__fixtures__heic-iphone7.heic',
        'pillow_heif__tests__images__heif_other__arrow.heic',
      ]) {
        const bytes = readFileSync(join(SHARED_HEIC, name))
        const image = await openImage(bytes)
        const within = await image.withThumbnail(async (upright) => (await upright.metadata()).width)
        expect([240, 320], name).toContain(within)
        const { thumb } = await derive(bytes)
        expect(await apart(await glimpse(bytes), thumb), name).toBeLessThan(24)
      }
    },
  )

  test.skipIf(!existsSync(SHARED_HEIC))(
    'of a HEIC without a thumbnail, or with a broken one, is of its picture (../shared/data/photos)',
    async () => {
      for (const name of [
        'metadata-extractor-images__heic__Issue 437 (dotnet).heic',
        'pillow_heif__tests__images__heif_other__empty_icc.heic',
      ]) {
        const bytes = readFileSync(join(SHARED_HEIC, name))
        expect(await (await openImage(bytes)).withThumbnail(async () => 'made'), name).toBeNull()
        const { thumb } = await derive(bytes)
        expect(await apart(await glimpse(bytes), thumb), name).toBeLessThan(8)
      }
    },
  )
})

describe('what a photo says of itself', () => {
  test('is its upright size, time, offset, camera and profile', async () => {
    const bytes = await photoWithExif({ taken: '2026:03:14 10:22:05', offset: '+01:00' })
    expect(await inspectImage(bytes)).toEqual({
      format: 'jpeg',
      widthPx: 96,
      heightPx: 72,
      orientation: 1,
      colourProfile: null,
      takenAt: '2026-03-14T10:22:05',
      offset: '+01:00',
      camera: 'Apple iPhone 13 Pro',
      lens: null,
      focalLengthMm: null,
      focalLength35mm: null,
      liveId: null,
    })
    expect(await inspectImage(await quartersStored(6))).toMatchObject({
      widthPx: 64,
      heightPx: 48,
      orientation: 6,
    })
  })

  test.each(['0000:00:00 00:00:00', '2024:13:45 25:61:61', '    :  :     :  :  ', '2026:02:30 10:00:00'])(
    'is no time where the camera wrote %s',
    async (taken) => {
      expect(await inspectImage(await photoWithExif({ taken }))).toMatchObject({ takenAt: null })
    },
  )

  test('does not say the make twice', async () => {
    const bytes = await photoWithExif({ taken: '2026:03:14 10:22:05', make: 'Canon', model: 'Canon EOS R6' })
    expect(await inspectImage(bytes)).toMatchObject({ camera: 'Canon EOS R6' })
  })

  test('is read from a WebP too', async () => {
    const bytes = await noise(1)
      .withExif({
        IFD0: { Make: 'Apple', Model: 'iPhone' },
        IFD2: { DateTimeOriginal: '2026:03:14 10:22:05' },
      })
      .webp()
      .toBuffer()
    expect(await inspectImage(bytes)).toMatchObject({
      takenAt: '2026-03-14T10:22:05',
      camera: 'Apple iPhone',
    })
  })
})

describe('an original for a browser', () => {
  test.each([
    ['jpeg', 'as-is', 'image/jpeg'],
    ['png', 'as-is', 'image/png'],
    ['webp', 'as-is', 'image/webp'],
    ['avif', 'as-is', 'image/avif'],
    ['tiff', 'encoded', 'image/jpeg'],
    ['gif', 'encoded', 'image/jpeg'],
  ] as const)('%s is sent %s', async (format, kind, contentType) => {
    const file = join(temporaryFolder(), `x.${format}`)
    writeFileSync(file, await quarters().toFormat(format).toBuffer())
    expect(await renderFull(file)).toMatchObject({ kind, contentType })
  })

  test('an encoded one is upright, in full size, with its profile', async () => {
    const file = join(temporaryFolder(), 'x.tif')
    const turned = sharp(await quarters().png().toBuffer())
      .withMetadata({ orientation: 6 })
      .withIccProfile('p3')
    writeFileSync(file, await turned.tiff().toBuffer())
    const full = await renderFull(file)
    const meta = await sharp(full.kind === 'encoded' ? full.bytes : Buffer.alloc(0)).metadata()
    expect([meta.width, meta.height]).toEqual([48, 64])
    expect(readProfileName(meta.icc ?? Buffer.alloc(0))).toMatch(/P3/)
  })
})
