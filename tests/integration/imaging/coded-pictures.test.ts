import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { decodeUpright } from '../../../src/backend/imaging/decode.ts'
import { deriveImages, derivedFile } from '../../../src/backend/imaging/derive-images.ts'
import { inspectImage } from '../../../src/backend/imaging/inspect-image.ts'
import { profileOfCoded } from '../../../src/backend/imaging/coded-colours.ts'
import { insertSegment, withProfile } from '../../../src/backend/imaging/jpeg-segments.ts'
import { readProfileName } from '../../../src/backend/imaging/profile-name.ts'
import { openImage } from '../../../src/backend/imaging/open-image.ts'
import { renderFull } from '../../../src/backend/imaging/render-full.ts'
import { PROGRAM_FOLDER } from '../../support/program-folder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { CORNERS, quarters, quartersStored } from './made-photos.ts'

const APP1 = 0xe1
const XMP = 'http://ns.adobe.com/xap/1.0/\0'
const DATA = join(PROGRAM_FOLDER, '../shared/data/photos')

/** A stored picture without EXIF whose XMP says how it is turned. */
async function turnedByXmp(orientation: number): Promise<Buffer> {
  const plain = await sharp(await quartersStored(orientation))
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer()
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description tiff:Orientation="${orientation}"/></x:xmpmeta>`
  return insertSegment(plain, APP1, Buffer.from(XMP + xmp, 'latin1'))
}

async function corner(jpeg: Uint8Array): Promise<{ size: number[]; topLeft: number[] }> {
  const { data, info } = await sharp(jpeg).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = 3 * (Math.floor(info.height / 4) * info.width + Math.floor(info.width / 4))
  return { size: [info.width, info.height], topLeft: [...data.subarray(at, at + 3)] }
}

const near = (colour: readonly number[]) => colour.map((part) => expect.closeTo(part, -1.3))

describe('a picture that only XMP turns', () => {
  test.each([2, 3, 4, 5, 6, 7, 8])('is upright everywhere: %i', async (orientation) => {
    const folder = temporaryFolder()
    const bytes = await turnedByXmp(orientation)
    expect(await inspectImage(bytes)).toMatchObject({ widthPx: 64, heightPx: 48, orientation })
    const image = await openImage(bytes)
    await deriveImages(image, { derivedFolder: folder, sha256: 'aa' })
    for (const variant of ['preview', 'thumb'] as const) {
      expect(await corner(readFileSync(derivedFile(folder, 'aa', variant)))).toEqual({
        size: [64, 48],
        topLeft: near(CORNERS.topLeft),
      })
    }
    const { data, widthPx } = await decodeUpright(bytes)
    const at = 3 * (12 * widthPx + 16)
    expect([...data.subarray(at, at + 3)]).toEqual(near(CORNERS.topLeft))
  })

  test('is not sent to a browser as it is, because browsers follow EXIF only', async () => {
    const file = join(temporaryFolder(), 'front.jpg')
    await sharp(await quarters().jpeg().toBuffer()).toFile(file)
    expect(await renderFull(file)).toMatchObject({ kind: 'as-is' })
    writeFileSync(file, await turnedByXmp(6))
    const full = await renderFull(file)
    expect(full.kind).toBe('encoded')
    if (full.kind === 'encoded') expect((await corner(full.bytes)).size).toEqual([64, 48])
  })

  test('follows EXIF where the two disagree', async () => {
    const bytes = insertSegment(
      await quartersStored(6),
      APP1,
      Buffer.from(`${XMP}<x:xmpmeta tiff:Orientation="3"/>`, 'latin1'),
    )
    expect(await inspectImage(bytes)).toMatchObject({ widthPx: 64, heightPx: 48, orientation: 6 })
  })
})

describe.skipIf(!existsSync(DATA))('colours that are named by number (../shared/data/photos)', () => {
  test.each([
    'heic/pillow_heif__tests__images__heif_other__cat.hif',
    'orientation/Pillow__Tests__images__avif__rot0mir0.avif',
  ])('%s keeps them in its preview, and its thumbnail is in sRGB', async (name) => {
    const folder = temporaryFolder()
    const bytes = readFileSync(join(DATA, name))
    expect((await inspectImage(bytes)).colourProfile).toBeNull()
    const srgb = await decodeUpright(bytes, { longSidePx: 64 })
    // The same picture, its numbers meant in Display P3.
    bytes.writeUInt16BE(12, bytes.indexOf('colrnclx') + 8)
    expect((await inspectImage(bytes)).colourProfile).toMatch(/p3/i)
    await deriveImages(await openImage(bytes), { derivedFolder: folder, sha256: 'aa' })
    const preview = await sharp(derivedFile(folder, 'aa', 'preview')).metadata()
    expect(preview.icc).toBeDefined()
    const p3 = await decodeUpright(bytes, { longSidePx: 64 })
    expect(p3.profile).not.toBeNull()
    expect(p3.data).toEqual(srgb.data)
    const thumb = await sharp(derivedFile(folder, 'aa', 'thumb')).metadata()
    expect(thumb.icc).toBeUndefined()
  })
  test.each([
    [9, 1, 'Rec. 2020'],
    [9, 16, 'Rec. 2020 PQ (HDR, brighter than white cut off)'],
    [12, 18, 'Display P3 HLG (HDR, brighter than white cut off)'],
    [1, 16, 'Rec. 709 PQ (HDR, brighter than white cut off)'],
  ])('primaries %i with curve %i are said to be %s', async (primaries, curve, name) => {
    expect((await inspectImage(codedAs(primaries, curve))).colourProfile).toBe(name)
  })

  test('a picture of high dynamic range keeps its numbers, and its preview says what they mean', async () => {
    const folder = temporaryFolder()
    const bytes = codedAs(9, 16)
    await deriveImages(await openImage(bytes), { derivedFolder: folder, sha256: 'aa' })
    const { icc } = await sharp(derivedFile(folder, 'aa', 'preview')).metadata()
    expect(readProfileName(icc ?? Buffer.alloc(0))).toMatch(/^Rec. 2020 PQ/)
    const [preview, thumb] = await Promise.all(
      (['preview', 'thumb'] as const).map((variant) =>
        sharp(derivedFile(folder, 'aa', variant), { ignoreIcc: true }).stats(),
      ),
    )
    // Numbers of PQ taken for sRGB's are far too dark.
    expect(thumb?.channels[0]?.mean).toBeGreaterThan(1.2 * (preview?.channels[0]?.mean ?? 255))
  })
})

/** A photo whose colours are named by other numbers than its own. */
function codedAs(primaries: number, curve: number): Buffer {
  const bytes = readFileSync(join(DATA, 'heic/pillow_heif__tests__images__heif_other__cat.hif'))
  bytes.writeUInt16BE(primaries, bytes.indexOf('colrnclx') + 8)
  bytes.writeUInt16BE(curve, bytes.indexOf('colrnclx') + 10)
  return bytes
}

test.each([
  [16, 128, 180],
  [18, 128, 139],
  [16, 200, 255],
])('a grey of curve %i and number %i is drawn as %i in sRGB', async (curve, number, expected) => {
  // What stands in a HEIC where it names its colours by number.
  const coded = Buffer.concat([Buffer.from('\0\0\0\x30ipco\0\0\0\x13colrnclx', 'latin1'), Buffer.alloc(40)])
  coded.writeUInt16BE(9, coded.indexOf('nclx') + 4)
  coded.writeUInt16BE(curve, coded.indexOf('nclx') + 6)
  const profile = await profileOfCoded(coded)
  if (profile === null) throw new Error('These colours are known')
  const background = { r: number, g: number, b: number }
  const grey = await sharp({ create: { width: 16, height: 16, channels: 3, background } })
    .jpeg()
    .toBuffer()
  const { data } = await sharp(withProfile(grey, profile)).raw().toBuffer({ resolveWithObject: true })
  for (const part of data.subarray(0, 3)) expect(Math.abs(part - expected)).toBeLessThanOrEqual(2)
})
