import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { decodeUpright } from '../../../src/backend/imaging/decode.ts'
import { deriveImages, derivedFile } from '../../../src/backend/imaging/derive-images.ts'
import { inspectImage } from '../../../src/backend/imaging/inspect-image.ts'
import { insertSegment } from '../../../src/backend/imaging/jpeg-segments.ts'
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
})
