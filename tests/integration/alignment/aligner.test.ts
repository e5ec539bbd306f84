import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createAligner,
  type Aligner,
  type AlignmentRequest,
} from '../../../src/backend/alignment/create-aligner.ts'
import { applyMeasuringWarp } from '../../../src/domain/measuring-warp.ts'
import {
  applyTransform,
  composeTransforms,
  IDENTITY,
  invertTransform,
  type Matrix3,
  type Point,
} from '../../../src/domain/transform.ts'
import { headInRoom, paintedHead, shoot } from './painted-photos.ts'

const UPRIGHT: Matrix3 = IDENTITY
const PORTRAIT: Point = [900, 1200]
const SCALP: readonly Point[] = [
  [300, 400],
  [450, 300],
  [600, 400],
  [450, 700],
]

function turned(degrees: number, scale: number, shift: Point): Matrix3 {
  const c = scale * Math.cos((degrees * Math.PI) / 180)
  const s = scale * Math.sin((degrees * Math.PI) / 180)
  return [c, -s, shift[0], s, c, shift[1], 0, 0, 1]
}

describe('aligning painted photos', () => {
  let folder: string
  let aligner: Aligner
  let before: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'aligner-'))
    aligner = createAligner({ workers: 2 })
    before = await shoot(folder, 'before.jpg', paintedHead(1), { sceneToPhoto: UPRIGHT, size: PORTRAIT })
  })
  afterAll(async () => {
    await aligner.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Mean distance, in before pixels, between where the scalp is and where the transform puts it. */
  const errorOf = (afterToBefore: Matrix3, truth: Matrix3) => {
    const distances = SCALP.map((point) => {
      const [x, y] = applyTransform(afterToBefore, applyTransform(truth, point))
      return Math.hypot(x - point[0], y - point[1])
    })
    return distances.reduce((sum, value) => sum + value, 0) / distances.length
  }

  it.each([
    ['a shift', turned(0, 1, [37, -22]), PORTRAIT],
    ['a turn of 40 degrees', turned(40, 0.85, [420, -60]), PORTRAIT],
    ['a photo lying on its side, in another size', turned(90, 1.5, [1800, 0]), [1800, 1400] as Point],
    ['a photo upside down', turned(180, 1, [900, 1200]), PORTRAIT],
    ['a larger photo of another shape', turned(-8, 2.2, [100, 300]), [2200, 2800] as Point],
    ['a slight perspective', [1.02, 0.03, 4, -0.02, 0.98, 9, 5e-5, -3e-5, 1] as Matrix3, PORTRAIT],
  ])('finds %s within half a pixel', async (_, truth, size) => {
    const after = await shoot(folder, 'after.jpg', paintedHead(1), { sceneToPhoto: truth, size })
    const result = await aligner.align({ before, after })
    expect(result.verdict).toBe('aligned')
    expect(errorOf(result.afterToBefore, truth)).toBeLessThan(0.5)
    const [u, v] = applyMeasuringWarp(result.measuringWarp!, [450, 500])
    const [x, y] = applyTransform(truth, [450, 500])
    expect(Math.hypot(u - x, v - y) / (size[0] / 900)).toBeLessThan(1)
  })

  it.each([
    ['in a frame four times as wide', turned(0, 1, [1350, 0]), [3600, 1200] as Point],
    ['a third as large, at the side', turned(6, 0.33, [540, 500]), PORTRAIT],
  ])('looks more closely at a head %s, whichever photo is the far one', async (_, truth, size) => {
    const far = await shoot(folder, 'far.jpg', paintedHead(1), { sceneToPhoto: truth, size })
    const there = await aligner.align({ before, after: far })
    expect(there.verdict).toBe('aligned')
    // A third of the size is a third of the detail.
    expect(errorOf(there.afterToBefore, truth)).toBeLessThan(2)
    const [u, v] = applyMeasuringWarp(there.measuringWarp!, [450, 500])
    const [x, y] = applyTransform(truth, [450, 500])
    expect(Math.hypot(u - x, v - y)).toBeLessThan(1)

    const back = await aligner.align({ before: far, after: before })
    expect(back.verdict).toBe('aligned')
    expect(errorOf(invertTransform(back.afterToBefore), truth)).toBeLessThan(2)
  })

  it('says that one of two photos is mirrored', async () => {
    const flipped = join(folder, 'flipped.jpg')
    await sharp(before).flop().jpeg({ quality: 92 }).toFile(flipped)
    const result = await aligner.align({ before, after: flipped })
    expect(result).toMatchObject({ verdict: 'needs-points', measuringWarp: null })
    expect(result.reasons[0]).toBe('mirrored')
  })

  it('aligns a photo of 100 megapixels', async () => {
    const truth = turned(4, 9, [250, 120])
    const small = await shoot(folder, 'small.png', paintedHead(1), {
      sceneToPhoto: turned(4, 2.25, [62.5, 30]),
      size: [2166, 2887],
    })
    const huge = join(folder, 'huge.jpg')
    await sharp(small).resize(8664, 11548, { fit: 'fill' }).jpeg({ quality: 80 }).toFile(huge)
    const result = await aligner.align({ before, after: huge })
    expect(result.verdict).toBe('aligned')
    expect(errorOf(result.afterToBefore, truth)).toBeLessThan(1)
  })

  it('says that a photo was compared with itself', async () => {
    const copy = join(folder, 'copy.jpg')
    await sharp(before).resize(450).jpeg({ quality: 80 }).toFile(copy)
    const same = await aligner.align({ before, after: before })
    expect(same).toMatchObject({ verdict: 'aligned', kind: 'identity', reasons: ['same-photo'] })
    expect(same.afterToBefore).toEqual(IDENTITY)
    const smaller = await aligner.align({ before, after: copy })
    expect(smaller).toMatchObject({ reasons: ['same-photo'], afterToBefore: [2, 0, 0, 0, 2, 0, 0, 0, 1] })
  })

  it.each([
    ['another head', 'other', ['not-on-head', 'few-cells']],
    ['a black photo', 'black', ['after-no-texture']],
    ['a white photo', 'white', ['after-no-texture']],
    ['a photo of 100 x 100 pixels', 'tiny', ['after-too-small']],
    ['noise', 'noise', ['weak-match']],
  ])('does not accept %s', async (_, kind, reasons) => {
    const after = join(folder, `${kind}.jpg`)
    const blank = { width: 900, height: 1200, channels: 3, background: '#000' } as const
    if (kind === 'other')
      await shoot(folder, 'other.jpg', paintedHead(2), { sceneToPhoto: UPRIGHT, size: PORTRAIT })
    if (kind === 'black') await sharp({ create: blank }).jpeg().toFile(after)
    if (kind === 'white')
      await sharp({ create: { ...blank, background: '#fff' } })
        .jpeg()
        .toFile(after)
    if (kind === 'tiny') await sharp(before).resize(100, 100, { fit: 'fill' }).jpeg().toFile(after)
    if (kind === 'noise') {
      const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
      await sharp({ create: { ...blank, noise } })
        .jpeg()
        .toFile(after)
    }
    const result = await aligner.align({ before, after })
    expect(result.verdict).toBe('needs-points')
    expect(result.reasons).toEqual(expect.arrayContaining(reasons))
    expect(result.measuringWarp).toBeNull()
    expect(result.afterToBefore.every(Number.isFinite)).toBe(true)
  })

  it('does not call two black photos the same photo', async () => {
    const black = join(folder, 'dark.png')
    await sharp({ create: { width: 600, height: 800, channels: 3, background: '#000' } })
      .png()
      .toFile(black)
    const result = await aligner.align({ before: black, after: black })
    expect(result).toMatchObject({
      verdict: 'needs-points',
      reasons: ['before-no-texture', 'after-no-texture'],
    })
  })

  it('another head before the same wall is not accepted, the same head follows itself', async () => {
    const shot = { sceneToPhoto: UPRIGHT, size: PORTRAIT }
    const room = await shoot(folder, 'room.jpg', headInRoom(1, [0, 0]), shot)
    const other = await shoot(folder, 'room-other.jpg', headInRoom(777, [0, 0]), shot)
    const refused = await aligner.align({ before: room, after: other })
    expect(refused.verdict).toBe('needs-points')
    expect(refused.reasons).toContain('not-on-head')
    const moved = await shoot(folder, 'room-moved.jpg', headInRoom(1, [90, 40]), shot)
    const followed = await aligner.align({ before: room, after: moved })
    expect(followed.verdict).toBe('aligned')
    expect(errorOf(followed.afterToBefore, turned(0, 1, [90, 40]))).toBeLessThan(1)
  })

  describe('by hand', () => {
    const truth = turned(10, 1.1, [30, -50])
    let after: string
    beforeAll(async () => {
      after = await shoot(folder, 'by-hand.jpg', paintedHead(1), { sceneToPhoto: truth, size: PORTRAIT })
    })
    const place = (count: number, roughness: number): NonNullable<AlignmentRequest['points']> =>
      SCALP.slice(0, count).map((point, i) => {
        const [x, y] = applyTransform(truth, point)
        return { before: point, after: [x + roughness * (i % 2 ? 1 : -1), y + roughness] as Point }
      })

    it('points that miss each other say by how much, where there is nothing to snap to', async () => {
      const blank = join(folder, 'blank-for-points.jpg')
      await sharp({ create: { width: 900, height: 1200, channels: 3, background: '#c8a48c' } })
        .jpeg()
        .toFile(blank)
      const misplaced = [...place(4, 0), { before: [450, 500], after: [500, 560] } as const]
      const snapped = await aligner.align({ before, after: blank, points: misplaced, snap: true })
      const plain = await aligner.align({ before, after: blank, points: misplaced, snap: false })
      expect(plain.residualPercent).toBeGreaterThan(0.5)
      expect(snapped).toMatchObject({
        verdict: 'check',
        reasons: ['by-hand'],
        residualPercent: plain.residualPercent,
      })
    })

    it('rough clicks snap to the true place', async () => {
      const result = await aligner.align({ before, after, points: place(3, 7) })
      expect(result).toMatchObject({ verdict: 'aligned', method: 'by-hand', reasons: ['by-hand'] })
      expect(errorOf(result.afterToBefore, truth)).toBeLessThan(0.5)
    })

    it.each([
      [2, 'similarity'],
      [3, 'affine'],
      [4, 'homography'],
    ])('%i pairs are used as they are when snapping is off', async (count, kind) => {
      const points = place(count, 0)
      const result = await aligner.align({ before, after, points, snap: false })
      expect(result).toMatchObject({ verdict: 'check', method: 'by-hand', kind, reasons: ['by-hand'] })
      expect(result.residualPercent).toBeLessThan(1e-6)
      expect(errorOf(result.afterToBefore, truth)).toBeLessThan(1e-3)
    })

    it('points on photos that have nothing in common are kept as they are, to be checked', async () => {
      const other = await shoot(folder, 'other-2.jpg', paintedHead(9), {
        sceneToPhoto: truth,
        size: PORTRAIT,
      })
      const result = await aligner.align({ before, after: other, points: place(2, 0) })
      expect(result).toMatchObject({ verdict: 'check', reasons: ['by-hand'], kind: 'similarity' })
      expect(errorOf(result.afterToBefore, truth)).toBeLessThan(1e-3)
    })

    it.each([
      ['one pair', [{ before: [5, 5], after: [6, 6] }]],
      [
        'two pairs at one spot',
        [
          { before: [5, 5], after: [6, 6] },
          { before: [5, 5], after: [6, 6] },
        ],
      ],
    ] as [string, { before: Point; after: Point }[]][])('%s is refused', async (_, points) => {
      await expect(aligner.align({ before, after, points })).rejects.toMatchObject({ code: 'invalid-input' })
    })
  })

  it('looks only at the head region that is given', async () => {
    const truth = turned(0, 1, [15, 10])
    const after = await shoot(folder, 'region.jpg', paintedHead(1), { sceneToPhoto: truth, size: PORTRAIT })
    const wall: Point[] = [
      [0, 0],
      [60, 0],
      [60, 60],
      [0, 60],
    ]
    expect(await aligner.align({ before, after, headRegion: wall })).toMatchObject({
      verdict: 'needs-points',
    })
  })

  it('a missing photo, a damaged one and an aborted request are told apart', async () => {
    const gone = join(folder, 'gone.jpg')
    await expect(aligner.align({ before, after: gone })).rejects.toMatchObject({ code: 'file-not-found' })
    await expect(aligner.align({ before, after: import.meta.filename })).rejects.toMatchObject({
      name: 'AppError',
    })
    const abort = new AbortController()
    const other = await shoot(folder, 'aborted.jpg', paintedHead(3), {
      sceneToPhoto: UPRIGHT,
      size: PORTRAIT,
    })
    const aborted = aligner.align({ before, after: other }, { signal: abort.signal })
    abort.abort()
    await expect(aborted).rejects.toMatchObject({ code: 'cancelled' })
    await expect(aligner.align({ before, after: before })).resolves.toMatchObject({ kind: 'identity' })
  })

  it('composes there and back to nothing', async () => {
    const truth = turned(6, 1.05, [10, 20])
    const after = await shoot(folder, 'back.jpg', paintedHead(1), { sceneToPhoto: truth, size: PORTRAIT })
    const there = await aligner.align({ before, after })
    const back = await aligner.align({ before: after, after: before })
    const round = composeTransforms(there.afterToBefore, invertTransform(invertTransform(back.afterToBefore)))
    const [x, y] = applyTransform(round, [450, 500])
    expect(Math.hypot(x - 450, y - 500)).toBeLessThan(1)
  })
})
