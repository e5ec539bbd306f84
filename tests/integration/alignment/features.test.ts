import { describe, expect, it } from 'vitest'
import { extractFeatures } from '../../../src/backend/alignment/extract-features.ts'
import { smallFeatures } from '../../../src/backend/alignment/small-features.ts'
import { evenOutContrast } from '../../../src/domain/registration/even-out-contrast.ts'
import type { GrayImage } from '../../../src/domain/registration/gray-image.ts'
import {
  describeKeyPoints,
  DESCRIPTOR_BYTES,
} from '../../../src/domain/registration/akaze/describe-key-points.ts'
import { findKeyPoints } from '../../../src/domain/registration/akaze/find-key-points.ts'
import { buildScaleSpace } from '../../../src/domain/registration/akaze/build-scale-space.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'
import { loadOpenCv, type CvMat } from '../../support/open-cv.ts'

/** Blots of all sizes, as strong as asked for. */
function paintBlots(
  count: number,
  strength: number,
  [widthPx, heightPx]: readonly number[] = [960, 800],
): GrayImage {
  const random = seededRandom(count)
  const data = new Uint8Array(widthPx * heightPx).fill(128)
  for (let blot = 0; blot < count; blot++) {
    const [x, y, radius] = [random() * widthPx, random() * heightPx, 1.5 + 4 * random()]
    const value = 128 + strength * (random() - 0.5)
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const [column, row] = [Math.round(x + dx), Math.round(y + dy)]
        const isInside = dx * dx + dy * dy < radius * radius && column >= 0 && column < widthPx
        if (isInside && row >= 0 && row < heightPx) data[row * widthPx + column] = value
      }
    }
  }
  return { widthPx, heightPx, data }
}

/** The part of OpenCV that ours is held against. */
interface OpenCvAkaze {
  readonly AKAZE: new () => {
    setThreshold(threshold: number): void
    detectAndCompute(image: CvMat, mask: CvMat, keyPoints: unknown, descriptors: CvMat): void
  }
  readonly KeyPointVector: new () => {
    size(): number
    get(index: number): {
      readonly pt: { readonly x: number; readonly y: number }
      readonly size: number
      readonly angle: number
      readonly response: number
      readonly class_id: number
    }
  }
}

describe('AKAZE', () => {
  it.each([
    { size: [640, 480], threshold: 3e-4, least: 500 },
    { size: [640, 480], threshold: 6e-5, least: 500 },
    // Sides that do not halve evenly, and so small that there are fewer octaves.
    { size: [347, 413], threshold: 6e-5, least: 200 },
    { size: [131, 97], threshold: 6e-5, least: 10 },
  ])(
    'finds and describes what OpenCV does, bit by bit: $size, $threshold',
    async ({ size, threshold, least }) => {
      const loaded = await loadOpenCv()
      // The interface lists only what the program uses.
      const cv = loaded.cv as typeof loaded.cv & OpenCvAkaze
      const [widthPx, heightPx] = size
      const picture = paintBlots((widthPx * heightPx) / 100, 160, [widthPx, heightPx])

      const space = buildScaleSpace(picture)
      const points = findKeyPoints(space, threshold)
      const bytes = new Uint8Array(points.length * DESCRIPTOR_BYTES)
      const angles = describeKeyPoints(space, points, { bytes, stride: DESCRIPTOR_BYTES })

      const image = new cv.Mat(heightPx, widthPx, cv.CV_8UC1)
      image.data.set(picture.data)
      const [detector, keyPoints, table] = [new cv.AKAZE(), new cv.KeyPointVector(), new cv.Mat()]
      detector.setThreshold(threshold)
      detector.detectAndCompute(image, new cv.Mat(), keyPoints, table)
      const theirs = Array.from({ length: keyPoints.size() }, (_, i) => keyPoints.get(i))
      expect(points.map((point, i) => ({ ...point, angle: angles[i] }))).toEqual(
        theirs.map(({ pt, size: diameter, angle, response, class_id: level }) => ({
          ...pt,
          size: diameter,
          response,
          level,
          angle,
        })),
      )
      expect(Buffer.from(bytes).equals(table.data)).toBe(true)
      expect(points.length).toBeGreaterThan(least)
    },
  )
})

describe('evened-out contrast', () => {
  // Sides that tiles divide, that they do not, and one of each; black pictures have nothing to even out.
  it.each([
    { size: [640, 480], blots: 3000 },
    { size: [347, 413], blots: 1500 },
    { size: [131, 96], blots: 200 },
    { size: [48, 48], blots: 0 },
  ])('is what OpenCV makes of it, bit by bit: $size', async ({ size, blots }) => {
    const { cv } = await loadOpenCv()
    const picture = paintBlots(blots, 200, size)
    const [from, to] = [new cv.Mat(picture.heightPx, picture.widthPx, cv.CV_8UC1), new cv.Mat()]
    from.data.set(picture.data)
    new cv.CLAHE(3, new cv.Size(8, 8)).apply(from, to)
    const ours = evenOutContrast(picture, { clipLimit: 3, tiles: 8 })
    expect(Buffer.from(ours.data).equals(to.data)).toBe(true)
  })
})

describe('the features of a picture', () => {
  it('of a size without room for any are none', () => {
    const sizes = [
      [1, 1],
      [900, 3],
      [5, 700],
      [47, 47],
      [48, 48],
      [59, 90],
    ]
    expect(sizes.map((size) => extractFeatures(paintBlots(30, 100, size)).count)).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('are the same whatever was looked at before', () => {
    const [few, many] = [paintBlots(300, 60), paintBlots(9000, 160)]
    const strict = extractFeatures(many)
    const sensitive = extractFeatures(few)
    expect(extractFeatures(many)).toEqual(strict)
    expect(extractFeatures(many)).toEqual(strict)
    expect(extractFeatures(few)).toEqual(sensitive)
    expect(extractFeatures(few)).toEqual(sensitive)
    expect(strict.count).toBeGreaterThan(1500)
    expect(sensitive.count).toBeGreaterThan(100)
  })

  it('made smaller are kept by photo and by size', () => {
    const photo = (key: string, gray: GrayImage) => ({
      key,
      gray,
      features: extractFeatures(gray),
      face: null,
      outline: null,
      fullWidthPx: gray.widthPx,
      fullHeightPx: gray.heightPx,
    })
    const [one, other] = [photo('1', paintBlots(900, 120)), photo('2', paintBlots(1000, 120))]
    const small = smallFeatures(one, 0.5)
    expect(smallFeatures(one, 0.5)).toBe(small)
    expect(smallFeatures(one, 0.4)).not.toEqual(small)
    expect(smallFeatures(other, 0.5)).not.toEqual(small)
  })
})
