import { describe, expect, it } from 'vitest'
import { correlateCells, CELL } from '../../../src/domain/registration/correlate-cells.ts'
import { fourier2d } from '../../../src/domain/registration/fourier.ts'
import { prepareGradients } from '../../../src/domain/registration/gradient-search.ts'
import { sampleGray, type GrayImage } from '../../../src/domain/registration/gray-image.ts'
import { shrinkGray } from '../../../src/domain/registration/shrink-gray.ts'
import { headRegionOfFace, isInPolygon, polygonTest } from '../../../src/domain/registration/head-region.ts'
import { isSamePhoto } from '../../../src/domain/registration/same-photo.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'
import { solveLinear } from '../../../src/domain/registration/solve-linear.ts'
import { applyTransform, invertTransform, type Matrix3, type Point } from '../../../src/domain/transform.ts'
import { similarity } from './planted.ts'

function paint(widthPx: number, heightPx: number, valueAt: (x: number, y: number) => number): GrayImage {
  const data = new Uint8Array(widthPx * heightPx)
  for (let i = 0; i < data.length; i++) data[i] = valueAt((i % widthPx) + 0.5, Math.floor(i / widthPx) + 0.5)
  return { widthPx, heightPx, data }
}

/** Row by row, then column by column, each rounded to single precision. */
function plainlyShrunk(image: GrayImage, widthPx: number, heightPx: number): GrayImage {
  const shares = (from: number, to: number, i: number) => {
    const step = from / to
    const [low, high] = [i * step, Math.min(i * step + step, from)]
    const first = Math.floor(low)
    return Array.from({ length: Math.ceil(high) - first }, (_, k) => ({
      at: first + k,
      share: (Math.min(first + k + 1, high) - Math.max(first + k, low)) / (high - low),
    }))
  }
  const data = new Float32Array(widthPx * heightPx)
  for (let x = 0; x < widthPx; x++) {
    const across = shares(image.widthPx, widthPx, x)
    for (let y = 0; y < heightPx; y++) {
      data[y * widthPx + x] = shares(image.heightPx, heightPx, y).reduce((total, row) => {
        const sum = across.reduce(
          (part, { at, share }) => part + image.data[row.at * image.widthPx + at] * share,
          0,
        )
        return Math.fround(total + Math.fround(sum) * row.share)
      }, 0)
    }
  }
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

  it('the columns of a transform that are asked for are those of the whole one', () => {
    const side = 16
    const transformed = (wanted: { wantedColumns?: number }) => {
      const re = Float64Array.from({ length: side * side }, (_, i) => Math.sin(i * i))
      const im = Float64Array.from({ length: side * side }, (_, i) => Math.cos(3 * i))
      fourier2d(re, im, side, 'inverse', wanted)
      const isNear = (i: number) => Math.min(i % side, side - (i % side)) <= 3
      return [re, im].map((part) => part.filter((_, i) => isNear(i)))
    }
    expect(transformed({ wantedColumns: 3 })).toEqual(transformed({}))
    expect(transformed({})[0]).toHaveLength(7 * side)
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
    ['bytes', Uint8Array, [60, 44], [30, 22]],
    ['bytes, by no whole number', Uint8Array, [61, 45], [23, 31]],
    ['numbers, by no whole number', Float32Array, [61, 45], [9, 7]],
    ['a picture that stays as large', Uint8Array, [13, 11], [13, 11]],
  ] as const)('shrinks %s as plain sums do', (_, Data, [fromWidth, fromHeight], [toWidth, toHeight]) => {
    const random = seededRandom(7)
    const data = new Data(fromWidth * fromHeight).map(() => 255 * random())
    const image = { widthPx: fromWidth, heightPx: fromHeight, data }
    // Another size between does not stay behind.
    shrinkGray(
      paint(100, 90, () => 200),
      50,
      45,
    )
    expect(shrinkGray(image, toWidth, toHeight)).toEqual(plainlyShrunk(image, toWidth, toHeight))
  })

  it.each([
    ['turned by 14 degrees', similarity(14, 1, [60, -40]), 0],
    ['larger and shifted', similarity(0, 1.2, [-50, -30]), 0],
    ['lying on its side', similarity(90, 0.9, [400, 60]), 90],
  ] as const)('finds a head that is %s by its edges', (_, truth, turnDegrees) => {
    const found = prepareGradients(paintHead([1, 0, 0, 0, 1, 0, 0, 0, 1]), paintHead(truth))({ turnDegrees })
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

  it('of many points the same is said as of each', () => {
    const random = seededRandom(5)
    const star = Array.from({ length: 24 }, (_, i): Point => {
      const radius = i % 2 === 0 ? 80 : 20 + 50 * random()
      return [100 + radius * Math.cos(i / 3.8), 90.5 + radius * Math.sin(i / 3.8)]
    })
    const isInside = polygonTest(star)
    const points = Array.from({ length: 20_000 }, () => [220 * random() - 10, 200 * random() - 10] as const)
    const wrong = [...points, ...star].filter(([x, y]) => isInside(x, y) !== isInPolygon(star, x, y))
    expect(wrong).toEqual([])
  })

  it('correlates cells as by the sum of their products, at the edges too', () => {
    const random = seededRandom(6)
    const [widthPx, heightPx, reach] = [31, 17, 5]
    const noise = () => ({
      widthPx,
      heightPx,
      mask: new Uint8Array(widthPx * heightPx).fill(1),
      data: Float32Array.from({ length: widthPx * heightPx }, () => random() - 0.5),
    })
    const [before, after] = [noise(), noise()]
    const { columns, rows, surfaceOf } = correlateCells(before, after, reach)
    const shifts = (2 * reach + 1) ** 2
    const cells = Array.from({ length: columns * rows }, (_, cell) => cell)
    const correlations = cells.flatMap((cell) => [...surfaceOf([{ cell, weight: 1 }])])
    const expected = new Float64Array(correlations.length)
    for (let i = 0; i < before.data.length; i++) {
      const [x, y] = [i % widthPx, Math.floor(i / widthPx)]
      const cell = Math.floor(y / CELL) * columns + Math.floor(x / CELL)
      for (let k = 0; k < shifts; k++) {
        const [u, v] = [x + (k % 11) - reach, y + Math.floor(k / 11) - reach]
        if (u < 0 || v < 0 || u >= widthPx || v >= heightPx) continue
        expected[cell * shifts + k] += before.data[i] * after.data[v * widthPx + u]
      }
    }
    expect(Math.max(...expected.map((value, i) => Math.abs(value - correlations[i])))).toBeLessThan(1e-5)
    const [first, last] = [cells[0], cells[cells.length - 1]]
    const together = surfaceOf([
      { cell: first, weight: 0.25 },
      { cell: last, weight: 2 },
    ])
    const weighed = Array.from(
      together,
      (_, k) => 0.25 * correlations[k] + 2 * correlations[last * shifts + k],
    )
    expect([...together]).toEqual(weighed)
  })

  it('a wave has its place in the spectrum, and the way back is its mirror', () => {
    const side = 16
    const wave = (column: number, row: number) =>
      Float64Array.from({ length: side * side }, (_, i) =>
        Math.cos((2 * Math.PI * ((i % side) * column + Math.floor(i / side) * row)) / side),
      )
    const at = (direction: 'forward' | 'inverse') => {
      const re = wave(3, 5)
      const im = Float64Array.from(wave(3, 5), (_, i) =>
        Math.sin((2 * Math.PI * ((i % side) * 3 + Math.floor(i / side) * 5)) / side),
      )
      fourier2d(re, im, side, direction)
      return re.indexOf(Math.max(...re))
    }
    expect(at('forward')).toBe(5 * side + 3)
    expect(at('inverse')).toBe((side - 5) * side + side - 3)
  })

  it('solves equations, and says when they have no single answer', () => {
    const rows = [Float64Array.of(0, 2, 4), Float64Array.of(3, 1, 5)]
    expect([...solveLinear(rows)![0]]).toEqual([1, 2])
    expect(solveLinear([Float64Array.of(1, 2, 3), Float64Array.of(2, 4, 6)])).toBeNull()
  })
})
