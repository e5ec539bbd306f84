import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { decodeUpright, type UprightPixels } from '../../../src/backend/imaging/decode.ts'
import { readProfileName } from '../../../src/backend/imaging/profile-name.ts'
import { PROGRAM_FOLDER } from '../../support/program-folder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { CORNERS, noise, pngBomb, pngWithProfileOf, quarters, quartersStored } from './made-photos.ts'

const PHOTOS = join(PROGRAM_FOLDER, '../shared/data/photos')

function colourAt(image: UprightPixels, xShare: number, yShare: number): number[] {
  const x = Math.floor(image.widthPx * xShare)
  const y = Math.floor(image.heightPx * yShare)
  return [...image.data.subarray((y * image.widthPx + x) * 3, (y * image.widthPx + x) * 3 + 3)]
}

function expectColour(actual: readonly number[], wanted: readonly number[], tolerance = 12): void {
  for (const [channel, value] of wanted.entries())
    expect(Math.abs(actual[channel] - value)).toBeLessThan(tolerance)
}

function expectQuarters(image: UprightPixels): void {
  expectColour(colourAt(image, 0.25, 0.25), CORNERS.topLeft)
  expectColour(colourAt(image, 0.75, 0.25), CORNERS.topRight)
  expectColour(colourAt(image, 0.25, 0.75), CORNERS.bottomLeft)
}

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: unknown) => (error as { code?: unknown }).code,
  )

describe('upright pixels', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('of a photo stored with orientation %i', async (orientation) => {
    const image = await decodeUpright(await quartersStored(orientation))
    expect([image.widthPx, image.heightPx, image.fullWidthPx, image.fullHeightPx]).toEqual([64, 48, 64, 48])
    expectQuarters(image)
  })

  test.each([1, 3, 6, 7])(
    'of a part of a photo stored with orientation %i, enlarged',
    async (orientation) => {
      const whole = await quartersStored(orientation)
      const part = { left: 32, top: 24, width: 32, height: 24 }
      const image = await decodeUpright(whole, { longSidePx: 128, part })
      expect([image.widthPx, image.heightPx, image.fullWidthPx, image.fullHeightPx]).toEqual([
        128, 96, 64, 48,
      ])
      const quarter = await decodeUpright(whole)
      expectColour(colourAt(image, 0.5, 0.5), colourAt(quarter, 0.75, 0.75))
      const corner = await decodeUpright(whole, { part: { ...part, left: 0 } })
      expectColour(colourAt(corner, 0.5, 0.5), CORNERS.bottomLeft)
    },
  )

  test.each([
    ['jpeg', () => quarters().jpeg({ quality: 95, chromaSubsampling: '4:4:4' })],
    ['png', () => quarters().png()],
    ['png with 16 bits', () => quarters().toColourspace('rgb16').png()],
    ['png with transparency', () => quarters().ensureAlpha().png()],
    ['png of few colours', () => quarters().png({ palette: true })],
    ['webp', () => quarters().webp({ lossless: true })],
    ['tiff', () => quarters().tiff()],
    ['tiff with 16 bits', () => quarters().toColourspace('rgb16').tiff()],
    ['avif', () => quarters().avif({ quality: 90, chromaSubsampling: '4:4:4' })],
    ['gif', () => quarters().gif()],
  ])('of %s', async (_, make) => {
    const image = await decodeUpright(await make().toBuffer())
    expect(image.data.length).toBe(64 * 48 * 3)
    expectQuarters(image)
  })

  test('of CMYK are sRGB, without the profile of the inks', async () => {
    const cmyk = await quarters()
      .toColourspace('cmyk')
      .withIccProfile('cmyk')
      .jpeg({ quality: 95 })
      .toBuffer()
    const image = await decodeUpright(cmyk)
    expect(image.profile).toBeNull()
    expectColour(colourAt(image, 0.75, 0.75), [240, 240, 240], 16)
    const [red, green, blue] = colourAt(image, 0.25, 0.25)
    expect(red).toBeGreaterThan(Math.max(green, blue) + 80)
  })

  test('of a grey photo have three equal channels', async () => {
    const image = await decodeUpright(await quarters().greyscale().jpeg().toBuffer())
    const [red, green, blue] = colourAt(image, 0.75, 0.75)
    expect([image.data.length, green, blue]).toEqual([64 * 48 * 3, red, red])
  })

  test('stay in the colours of their profile, which comes with them', async () => {
    const plain = await quarters().png().toBuffer()
    const wide = await sharp(plain).withIccProfile('p3').png().toBuffer()
    const stored = await sharp(wide, { ignoreIcc: true }).raw().toBuffer()
    const image = await decodeUpright(wide)
    expect(readProfileName(image.profile ?? new Uint8Array())).toMatch(/P3/)
    expectColour([...image.data.subarray(0, 3)], [...stored.subarray(0, 3)], 3)
    // Display P3 numbers of an sRGB red are duller than the sRGB ones: nothing was converted back.
    expect(image.data[0]).toBeLessThan(CORNERS.topLeft[0] - 5)
  })

  test('shrink to the longer side asked for and are never enlarged', async () => {
    const photo = await noise(1, 300, 200).jpeg().toBuffer()
    const small = await decodeUpright(photo, { longSidePx: 150 })
    expect([small.widthPx, small.heightPx, small.fullWidthPx, small.fullHeightPx]).toEqual([
      150, 100, 300, 200,
    ])
    const large = await decodeUpright(photo, { longSidePx: 1000 })
    expect([large.widthPx, large.heightPx]).toEqual([300, 200])
  })

  test('come from a file whatever its name says', async () => {
    const file = join(temporaryFolder(), 'front.jpg')
    writeFileSync(file, await quarters().png().toBuffer())
    expectQuarters(await decodeUpright(file))
  })

  test('come from what is left of a photo that breaks off', async () => {
    const whole = await quarters(640, 480).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer()
    const image = await decodeUpright(whole.subarray(0, Math.floor(whole.length * 0.6)))
    expect([image.widthPx, image.heightPx]).toEqual([640, 480])
    expectColour(colourAt(image, 0.25, 0.25), CORNERS.topLeft)
  })
})

describe('what cannot be read', () => {
  test.each([
    ['nothing at all', 'empty-file', () => Buffer.alloc(0)],
    ['a text', 'unsupported-format', () => Buffer.from('Dear client')],
    ['60,000 x 60,000 pixels', 'image-too-large', () => pngBomb(60_000, 60_000)],
    ['a colour profile of 20 megabytes', 'unreadable-image', () => pngWithProfileOf(20e6)],
    ['a header without a picture', 'truncated-image', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
    [
      'a HEIC of nothing',
      'unreadable-image',
      () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
    ],
  ])('%s is called %s', async (_, code, make) => {
    expect(await codeOf(decodeUpright(await make()))).toBe(code)
  })

  test('a text that is called a photo, and a file that is not there', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'front.jpg'), 'Dear client')
    expect(await codeOf(decodeUpright(join(folder, 'front.jpg')))).toBe('unreadable-image')
    expect(await codeOf(decodeUpright(join(folder, 'back.jpg')))).toBe('file-not-found')
  })
})

describe.skipIf(!existsSync(PHOTOS))('real HEIC photos (../shared/data/photos)', () => {
  const heic = (name: string): string => {
    const file = readdirSync(join(PHOTOS, 'heic')).find((entry) => entry.includes(name))
    return join(PHOTOS, 'heic', file ?? name)
  }

  test.each([
    // EXIF says orientation 6 for the upright ones; the decoder has turned them already.
    ['IMG_2927', 3024, 4032],
    ['heic-iphone7', 4032, 3024],
  ])('%s is turned once and keeps Display P3', async (name, widthPx, heightPx) => {
    const image = await decodeUpright(heic(name), { longSidePx: 400 })
    expect([image.fullWidthPx, image.fullHeightPx]).toEqual([widthPx, heightPx])
    expect(image.widthPx < image.heightPx).toBe(widthPx < heightPx)
    expect(readProfileName(image.profile ?? new Uint8Array())).toBe('Display P3')
  })

  test('a HEIC of 200 million pixels is refused from its header', async () => {
    expect(await codeOf(decodeUpright(readFileSync(heic('200MP'))))).toBe('image-too-large')
  })
})
