import { describe, expect, it } from 'vitest'
import { shrinkColours, softenColours } from '../../../src/domain/registration/grab-cut/colour-picture.ts'
import {
  grabCut,
  LIKELY_BACKGROUND,
  LIKELY_HEAD,
  preparePicture,
  SURE_BACKGROUND,
  SURE_HEAD,
} from '../../../src/domain/registration/grab-cut/grab-cut.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'
import { loadOpenCv } from '../../support/open-cv.ts'

const ROUNDS = 3
const [FULL_WIDTH, FULL_HEIGHT, WIDTH, HEIGHT] = [700, 930, 84, 112]

const isInEllipse = (x: number, y: number, [cx, cy, rx, ry]: readonly number[]): boolean =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1

/** A head of mottled skin over clothes, before a wall that is lit from one side and of nearly its colour on the other. */
function paintHead(): { widthPx: number; heightPx: number; data: Uint8Array } {
  const random = seededRandom(7)
  const data = new Uint8Array(3 * FULL_WIDTH * FULL_HEIGHT)
  for (let i = 0; i < FULL_WIDTH * FULL_HEIGHT; i++) {
    const [x, y] = [(i % FULL_WIDTH) / FULL_WIDTH, Math.floor(i / FULL_WIDTH) / FULL_HEIGHT]
    const isHead = isInEllipse(x, y, [0.52, 0.45, 0.3, 0.31])
    const colour = isHead
      ? [205 - 70 * x, 150 - 50 * x, 125 - 30 * y]
      : y > 0.8
        ? [60, 62, 80]
        : [150, 140 - 40 * x, 110]
    colour.forEach((value, channel) => (data[3 * i + channel] = value + 40 * (random() - 0.5)))
  }
  return { widthPx: FULL_WIDTH, heightPx: FULL_HEIGHT, data }
}

/** What is believed when the middle is surely head, so much around it likely, and the upper rim surely not. */
function believe(radius: number): Uint8Array {
  return Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const [x, y] = [(i % WIDTH) / WIDTH, Math.floor(i / WIDTH) / HEIGHT]
    if (isInEllipse(x, y, [0.5, 0.43, 0.12, 0.12])) return SURE_HEAD
    if (isInEllipse(x, y, [0.5, 0.45, radius, radius])) return LIKELY_HEAD
    return y < 0.05 ? SURE_BACKGROUND : LIKELY_BACKGROUND
  })
}

describe('a head cut out by its colours', () => {
  it('is the one that OpenCV cuts out, pixel by pixel, whatever was cut before', async () => {
    const { cv } = await loadOpenCv()
    const photo = paintHead()
    const [full, small, soft] = [new cv.Mat(FULL_HEIGHT, FULL_WIDTH, cv.CV_8UC3), new cv.Mat(), new cv.Mat()]
    full.data.set(photo.data)
    cv.resize(full, small, new cv.Size(WIDTH, HEIGHT), 0, 0, cv.INTER_AREA)
    cv.GaussianBlur(small, soft, new cv.Size(5, 5), 1.2)
    const ours = shrinkColours(photo, WIDTH, HEIGHT)
    const oursSoft = softenColours(ours)
    expect(Buffer.from(ours.data).equals(small.data)).toBe(true)
    expect(Buffer.from(oursSoft.data).equals(soft.data)).toBe(true)

    const prepared = preparePicture(oursSoft)
    const shares: number[] = []
    for (const radius of [0.2, 0.33, 0.47, 0.2]) {
      const mask = new cv.Mat(HEIGHT, WIDTH, cv.CV_8UC1)
      mask.data.set(believe(radius))
      cv.setRNGSeed(1)
      cv.grabCut(
        soft,
        mask,
        new cv.Rect(0, 0, 1, 1),
        new cv.Mat(),
        new cv.Mat(),
        ROUNDS,
        cv.GC_INIT_WITH_MASK,
      )
      const theirs = mask.data.map((value) => value & 1)
      const cut = grabCut(prepared, believe(radius), ROUNDS)!
      expect(Buffer.from(cut).equals(theirs)).toBe(true)
      shares.push(cut.reduce((sum, value) => sum + value, 0) / cut.length)
    }
    // What is cut out follows what is believed, and the same again what was believed first.
    expect(shares.map((share) => Math.round(100 * share))).toEqual([5, 31, 76, 5])
  })

  it('is none where one side has no pixel, and a picture of one colour is cut as it is believed to be', () => {
    const blank = preparePicture({ widthPx: 20, heightPx: 20, data: new Uint8Array(1200).fill(90) })
    expect(grabCut(blank, new Uint8Array(400).fill(LIKELY_HEAD), ROUNDS)).toBe(null)
    expect(grabCut(blank, new Uint8Array(400).fill(SURE_BACKGROUND), ROUNDS)).toBe(null)
    const half = Uint8Array.from({ length: 400 }, (_, i) => (i < 200 ? SURE_HEAD : SURE_BACKGROUND))
    expect(grabCut(blank, half, ROUNDS)).toEqual(half)
  })
})
