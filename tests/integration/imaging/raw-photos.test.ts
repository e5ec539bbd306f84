import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { decodeUpright } from '../../../src/backend/imaging/decode.ts'
import { inspectImage } from '../../../src/backend/imaging/inspect-image.ts'
import { readRawMetadata } from '../../../src/backend/imaging/raw-metadata.ts'
import { PROGRAM_FOLDER } from '../../support/program-folder.ts'
import { CORNERS, quarters, quartersStored } from './made-photos.ts'
import { canonRaw, fujifilmRaw, sensorData, smallPreview, storedPreview, tiffRaw } from './made-raws.ts'

const RAWS = join(PROGRAM_FOLDER, '../shared/data/photos/raw')

async function expectUpright(raw: Uint8Array): Promise<void> {
  const image = await decodeUpright(raw)
  expect([image.widthPx, image.heightPx]).toEqual([640, 480])
  const at = (x: number, y: number): number[] => [
    ...image.data.subarray(3 * (y * 640 + x), 3 * (y * 640 + x) + 3),
  ]
  for (const [found, wanted] of [
    [at(160, 120), CORNERS.topLeft],
    [at(480, 120), CORNERS.topRight],
    [at(160, 360), CORNERS.bottomLeft],
  ] as const) {
    for (const [channel, value] of wanted.entries())
      expect(Math.abs((found[channel] ?? 0) - value)).toBeLessThan(12)
  }
}

describe('a camera’s raw file', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'shows its widest preview upright, stored with %i',
    async (orientation) => {
      const pictures = [await smallPreview(), await storedPreview(orientation), sensorData()]
      await expectUpright(tiffRaw({ orientation, pictures }))
    },
  )

  test('is known by what is in it, not by its name', async () => {
    const parts = { orientation: 6, pictures: [await storedPreview(6)] }
    const formats = await Promise.all(
      [
        tiffRaw(parts),
        tiffRaw(parts, 'II*\0', true),
        tiffRaw(parts, 'IIRO'),
        canonRaw(parts),
        fujifilmRaw([await quartersStored(6, { widthPx: 640, heightPx: 480 })]),
      ].map((raw) => inspectImage(raw, 'front.jpg')),
    )
    expect(formats.map(({ format, widthPx, heightPx }) => [format, widthPx, heightPx])).toEqual(
      formats.map(() => ['raw', 640, 480]),
    )
    expect((await inspectImage(await quarters().jpeg().toBuffer(), 'DSC_1.NEF')).format).toBe('jpeg')
    expect((await inspectImage(await quarters().tiff().toBuffer(), 'front.tif')).format).toBe('tiff')
  })

  test('is turned by Canon’s and Fujifilm’s own words', async () => {
    await expectUpright(
      canonRaw({ orientation: 8, pictures: [await smallPreview(), await storedPreview(8)] }),
    )
    await expectUpright(fujifilmRaw([await quartersStored(6, { widthPx: 640, heightPx: 480 }), sensorData()]))
  })

  test('says when and with what it was taken', async () => {
    const pictures = [await storedPreview(1)]
    const made = {
      camera: 'NIKON CORPORATION',
      lens: null,
      focalLengthMm: null,
      focalLength35mm: null,
      liveId: null,
      takenAt: '2026-03-14T10:22:05',
      offset: null,
    }
    expect(await readRawMetadata(tiffRaw({ orientation: 1, pictures }))).toEqual(made)
    expect(await readRawMetadata(tiffRaw({ orientation: 1, pictures }, 'IIRO'))).toEqual(made)
    expect(await readRawMetadata(canonRaw({ orientation: 1, pictures }))).toEqual({
      ...made,
      camera: 'Canon EOS R6 m2',
      offset: '+01:00',
    })
  })

  test('without a preview that is large enough is refused', async () => {
    for (const pictures of [[], [await smallPreview()], [sensorData()]]) {
      await expect(inspectImage(tiffRaw({ orientation: 1, pictures }))).rejects.toMatchObject({
        code: 'unsupported-format',
      })
    }
  })

  test('full of beginnings of JPEGs ends in time', async () => {
    const starts = Buffer.alloc(3_000_000, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 2]))
    await expect(inspectImage(tiffRaw({ orientation: 1, pictures: [starts] }))).rejects.toMatchObject({
      code: 'unsupported-format',
    })
  })
})

describe.skipIf(!existsSync(RAWS))('real raw files (../shared/data/photos/raw)', () => {
  test('say when and with what they were taken', async () => {
    const facts = await Promise.all(
      ['CanonRaw.cr2', 'CanonRaw.cr3', 'DNG.dng', 'FujiFilm.raf', 'Nikon.nef'].map(async (name) => {
        const raw = readFileSync(join(RAWS, `exiftool__t__images__${name}`))
        const { camera, takenAt } = await readRawMetadata(raw)
        return [name, camera, takenAt]
      }),
    )
    expect(facts).toEqual([
      ['CanonRaw.cr2', 'Canon EOS 350D DIGITAL', '2005-08-03T18:59:18'],
      ['CanonRaw.cr3', 'Canon EOS M50', '2018-02-21T12:08:56'],
      ['DNG.dng', 'Canon EOS 350D DIGITAL', '2005-08-03T18:59:18'],
      ['FujiFilm.raf', 'FUJIFILM FinePix S5Pro', '2007-05-22T13:58:30'],
      ['Nikon.nef', 'NIKON CORPORATION NIKON D70', '2004-06-09T16:02:35'],
    ])
  })

  test('that are JPEGs by another name are read as such', async () => {
    const raw = readFileSync(join(RAWS, 'metadata-extractor-images__nef__Issue 247-1.nef'))
    expect(await inspectImage(raw, 'Issue 247-1.nef')).toMatchObject({
      format: 'jpeg',
      widthPx: 2000,
      heightPx: 3008,
      takenAt: '2010-03-01T21:50:21',
    })
  })
})
