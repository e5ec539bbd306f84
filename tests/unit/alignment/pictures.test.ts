import { describe, expect, it } from 'vitest'
import { fourier2d } from '../../../src/domain/registration/fourier.ts'
import { searchByGradients } from '../../../src/domain/registration/gradient-search.ts'
import { sampleGray, shrinkGray, type GrayImage } from '../../../src/domain/registration/gray-image.ts'
import { headRegionOfFace, isInPolygon } from '../../../src/domain/registration/head-region.ts'
import { isSamePhoto } from '../../../src/domain/registration/same-photo.ts'
import { solveLinear } from '../../../src/domain/registration/solve-linear.ts'
import { applyTransform, invertTransform, type Matrix3 } from '../../../src/domain/transform.ts'
import { similarity } from './planted.ts'

function paint(widthPx: number, heightPx: number, valueAt: (x: number, y: number) => number): GrayImage {
  const data = new Uint8Array(widthPx * heightPx)
  for (let i = 0; i < data.length; i++) data[i] = valueAt((i % widthPx) + 0.5, Math.floor(i / widthPx) + 0.5)
  return { widthPx, heightPx, data }
}

/** A light head with dark marks before a grey wall, moved by a transform. */
function paintHead(transform: Matrix3): GrayImage {
  const back = invertTransform(transform)
  return paint(384, 512, (u, v) => {
    const [x, y] = applyTransform(back, [u, v])
    const isMark = [
      [150, 200],
      [240, 230],
      [180, 330],
      [230, 140],
    ].some(([mx, my]) => Math.hypot(x - mx, (y - my) * 1.5) < 22)
    const isHead = ((x - 192) / 110) ** 2 + ((y - 250) / 160) ** 2 < 1
    return isMark ? 40 : isHead ? 200 : 110
  })
}

describe('pictures', () => {
  it('the Fourier transform undoes itself', () => {
    const re = Float64Array.from({ length: 256 }, (_, i) => Math.sin(i * i))
    const im = new Float64Array(256)
    const before = re.slice()
    fourier2d(re, im, 16, 'forward')
    fourier2d(re, im, 16, 'inverse')
    const worst = Math.max(...re.map((value, i) => Math.abs(value / 256 - before[i])))
    expect(worst).toBeLessThan(1e-9)
  })

  it('an impulse has a flat spectrum', () => {
    const re = new Float64Array(64)
    const im = new Float64Array(64)
    re[0] = 1
    fourier2d(re, im, 8, 'forward')
    expect([...re]).toEqual(Array.from({ length: 64 }, () => 1))
  })

  it('shrinking keeps the mean and the place of a ramp', () => {
    const ramp = paint(100, 40, (x) => x)
    const small = shrinkGray(ramp, 30, 12)
    expect(sampleGray(small, 15, 6)).toBeCloseTo(sampleGray(ramp, 50, 20), 0)
  })

  it.each([
    ['turned by 14 degrees', similarity(14, 1, [60, -40]), 0],
    ['larger and shifted', similarity(0, 1.2, [-50, -30]), 0],
    ['lying on its side', similarity(90, 0.9, [400, 60]), 90],
  ] as const)('finds a head that is %s by its edges', (_, truth, turnDegrees) => {
    const found = searchByGradients(paintHead([1, 0, 0, 0, 1, 0, 0, 0, 1]), paintHead(truth), { turnDegrees })
    const distances = found.map(({ transform }) => {
      const [u, v] = applyTransform(transform, [192, 250])
      const [x, y] = applyTransform(truth, [192, 250])
      return Math.hypot(u - x, v - y)
    })
    expect(Math.min(...distances)).toBeLessThan(16)
  })

  it('knows the same photo again, smaller and saved again, and not another one', () => {
    const photo = paintHead([1, 0, 0, 0, 1, 0, 0, 0, 1])
    const resaved: GrayImage = { ...photo, data: photo.data.map((value, i) => value + (i % 2)) }
    expect(isSamePhoto(photo, shrinkGray(resaved, 192, 256))).toBe(true)
    expect(isSamePhoto(photo, paintHead(similarity(2, 1, [0, 0])))).toBe(false)
    expect(isSamePhoto(photo, shrinkGray(photo, 192, 192))).toBe(false)
  })

  it('the head of a face reaches over the scalp, and turns with the face', () => {
    const upright = headRegionOfFace({
      top: [300, 300],
      chin: [300, 500],
      left: [220, 400],
      right: [380, 400],
    })
    expect(isInPolygon(upright, 300, 230)).toBe(true)
    expect(isInPolygon(upright, 300, 560)).toBe(false)
    const lying = headRegionOfFace({ top: [300, 300], chin: [500, 300], left: [400, 380], right: [400, 220] })
    expect(isInPolygon(lying, 230, 300)).toBe(true)
    expect(isInPolygon(lying, 560, 300)).toBe(false)
  })

  it('solves equations, and says when they have no single answer', () => {
    const rows = [Float64Array.of(0, 2, 4), Float64Array.of(3, 1, 5)]
    expect([...solveLinear(rows)![0]]).toEqual([1, 2])
    expect(solveLinear([Float64Array.of(1, 2, 3), Float64Array.of(2, 4, 6)])).toBeNull()
  })
})
