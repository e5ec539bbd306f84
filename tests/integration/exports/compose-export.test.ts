import { parse } from 'exifr'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { composeExport, type ExportComposition } from '../../../src/backend/imaging/compose-export.ts'
import { decodeExportedPicture } from '../../../src/backend/imaging/exported-picture.ts'
import { readMarkers } from '../../../src/backend/imaging/jpeg-segments.ts'
import { planExport } from '../../../src/domain/export-record/plan-export.ts'
import { IDENTITY, type Matrix3 } from '../../../src/domain/transform.ts'
import { meanDifference, paintScene, photoOf } from './synthetic-pair.ts'

const WIDTH = 600
const HEIGHT = 500
const CAPTIONS = ['Before · 15 Jan 2024', 'After · 19 Feb 2024 · fresh'] as const

function composition(
  before: Buffer,
  after: Buffer,
  afterToBefore: Matrix3,
  more: Partial<ExportComposition> = {},
): ExportComposition {
  return {
    before: { source: before, widthPx: WIDTH, heightPx: HEIGHT },
    after: { source: after, widthPx: WIDTH, heightPx: HEIGHT },
    register: {
      kind: 'register',
      photo: 'after',
      transform: 'homography',
      afterToBefore: [...afterToBefore],
      method: 'known',
      verdict: 'aligned',
      residualPercent: 0,
    },
    layout: 'side-by-side',
    position: 0.5,
    captions: CAPTIONS,
    ...more,
  }
}

/** Mean difference of the two panels of a side by side. */
async function panelDifference(input: ExportComposition): Promise<number> {
  const made = await composeExport(input)
  const crop = made.operations.find((operation) => operation.kind === 'crop')!
  const plan = planExport(crop, 'side-by-side', 0.5)
  return meanDifference(
    await decodeExportedPicture(made.jpeg),
    { left: 0, top: 0 },
    { left: plan.afterPanelLeftPx, top: 0 },
    { width: plan.panelWidthPx, height: plan.panelHeightPx },
  )
}

const sceneBefore = paintScene(WIDTH, HEIGHT, IDENTITY)
const before = await photoOf(sceneBefore, WIDTH, HEIGHT).toBuffer()

describe('the picture of an aligned pair', () => {
  const transforms: readonly (readonly [string, Matrix3])[] = [
    ['a similarity', [0.98, -0.05, 20.3, 0.05, 0.98, -8.7, 0, 0, 1]],
    ['an affine map', [0.97, -0.03, 11.2, 0.06, 1.04, -9.4, 0, 0, 1]],
    ['a homography', [0.98, -0.05, 24.6, 0.06, 1.02, -20.2, 6e-5, -5e-5, 1]],
  ]
  test.each(transforms)('lays the after photo on the before photo through %s', async (_, afterToBefore) => {
    const after = await photoOf(paintScene(WIDTH, HEIGHT, afterToBefore), WIDTH, HEIGHT).toBuffer()
    expect(await panelDifference(composition(before, after, afterToBefore))).toBeLessThan(1.5)
  })

  test('shows half a pixel of wrong registration, so that the check above means something', async () => {
    const after = await photoOf(sceneBefore, WIDTH, HEIGHT).toBuffer()
    const halfPixelOff: Matrix3 = [1, 0, 0.5, 0, 1, 0.5, 0, 0, 1]
    expect(await panelDifference(composition(before, after, halfPixelOff))).toBeGreaterThan(2)
  })

  test('brings a larger after photo to the same scale', async () => {
    const afterToBefore: Matrix3 = [0.31, 0.01, 3.4, -0.01, 0.31, 8.1, 0, 0, 1]
    const after = await photoOf(paintScene(1800, 1500, afterToBefore), 1800, 1500).toBuffer()
    const input = composition(before, after, afterToBefore, {
      after: { source: after, widthPx: 1800, heightPx: 1500 },
    })
    expect(await panelDifference(input)).toBeLessThan(1.5)
  })

  test('turns both photos upright and records it', async () => {
    // Stored lying on its side, with the note that a viewer shall turn it back.
    const stored = await sharp(sceneBefore, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
      .rotate(270)
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer()
    const input = composition(before, stored, IDENTITY)
    const made = await composeExport(input)
    expect(made.operations).toContainEqual({ kind: 'orient', photo: 'after', orientation: 6 })
    expect(await panelDifference(input)).toBeLessThan(1.5)
  })

  test('carries no metadata of the originals, only a colour profile', async () => {
    const phone = await parse(before, true)
    expect(phone).toMatchObject({ Make: 'Phone' })
    const { jpeg } = await composeExport(composition(before, before, IDENTITY))
    const everything = { tiff: true, xmp: true, iptc: true, exif: true, gps: true, icc: false, jfif: false }
    expect(await parse(jpeg, everything)).toBeUndefined()
    expect(jpeg.includes('Secret')).toBe(false)
    // Of all segments that carry data about a picture only the profile's.
    expect(readMarkers(jpeg).filter((marker) => marker >= 0xe0)).toEqual([0xe2])
    const { exif, xmp, iptc, icc } = await sharp(jpeg).metadata()
    expect([exif, xmp, iptc]).toEqual([undefined, undefined, undefined])
    expect(icc?.length).toBeGreaterThan(100)
  })

  test('keeps the numbers and the profile of two Display P3 photos', async () => {
    const p3 = await photoOf(sceneBefore, WIDTH, HEIGHT).withIccProfile('p3').toBuffer()
    const { icc } = await sharp(p3).metadata()
    const exact = await sharp(p3, { ignoreIcc: true }).raw().toBuffer()
    const made = await composeExport(composition(p3, p3, IDENTITY, { layout: 'wipe', position: 1 }))
    const picture = await decodeExportedPicture(made.jpeg)
    expect(Buffer.from(picture.profile!).equals(icc!)).toBe(true)
    expect(made.operations.filter(({ kind }) => kind === 'convert-profile')).toEqual([])
    const inside = { data: Buffer.concat([exact, picture.data]), widthPx: WIDTH }
    const difference = meanDifference(
      inside,
      { left: 0, top: 0 },
      { left: 0, top: HEIGHT },
      { width: WIDTH, height: HEIGHT },
    )
    expect(difference).toBeLessThan(1)
  })

  test('shows the same colours for a Display P3 after photo beside an sRGB before photo', async () => {
    const plain = await sharp(sceneBefore, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
      .png()
      .toBuffer()
    const p3 = await sharp(plain).withIccProfile('p3').png().toBuffer()
    const input = composition(plain, p3, IDENTITY)
    const made = await composeExport(input)
    expect(made.operations.filter(({ kind }) => kind === 'convert-profile')).toEqual([
      {
        kind: 'convert-profile',
        photo: 'after',
        from: expect.stringMatching(/p3/i),
        to: 'sRGB (no profile)',
      },
    ])
    expect(await panelDifference(input)).toBeLessThan(1.5)
  })

  test('records that a CMYK photo went to sRGB', async () => {
    const cmyk = await sharp(sceneBefore, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
      .withIccProfile('cmyk')
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer()
    const { operations } = await composeExport(composition(cmyk, before, IDENTITY))
    expect(operations.filter(({ kind }) => kind === 'convert-profile')).toEqual([
      { kind: 'convert-profile', photo: 'before', from: expect.any(String), to: 'sRGB' },
    ])
  })

  test('refuses a pair that hardly overlaps', async () => {
    const far: Matrix3 = [1, 0, 590, 0, 1, 0, 0, 0, 1]
    await expect(composeExport(composition(before, before, far))).rejects.toMatchObject({
      code: 'not-registered',
    })
  })

  test('stops when it is cancelled', async () => {
    const input = composition(before, before, IDENTITY)
    await expect(composeExport(input, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
})
