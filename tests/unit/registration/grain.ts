import type { GrayImage } from '../../../src/domain/registration/gray-image.ts'
import { ellipse } from '../../../src/domain/registration/head-region.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'
import type { Point } from '../../../src/domain/transform.ts'

const WIDTH = 340
const HEIGHT = 380
export const CENTRE: Point = [170, 190]
export const HEAD = ellipse(CENTRE, 150, 170)

/** Grain of about two pixels with softer spots in it, as skin has at every size. */
export function grainOf(seed: number): (x: number, y: number) => number {
  const random = seededRandom(seed)
  const [columns, rows] = [WIDTH, HEIGHT]
  const fine = Float32Array.from({ length: columns * rows }, random)
  const soft = Float32Array.from({ length: columns * rows }, random)
  const read = (data: Float32Array, x: number, y: number, sizePx: number) => {
    const [u, v] = [x / sizePx + 40, y / sizePx + 40]
    const [i, j] = [Math.floor(u), Math.floor(v)]
    const at = (dx: number, dy: number) => data[((j + dy) % rows) * columns + ((i + dx) % columns)]
    const [s, t] = [u - i, v - j]
    return (1 - t) * ((1 - s) * at(0, 0) + s * at(1, 0)) + t * ((1 - s) * at(0, 1) + s * at(1, 1))
  }
  return (x, y) => 90 + 40 * read(fine, x, y, 3) + 60 * read(soft, x, y, 14)
}

/** A picture of it, seen so much further right and down. */
export function paint(
  grain: (x: number, y: number) => number,
  [shiftX, shiftY]: Point = [0, 0],
  [widthPx, heightPx]: Point = [WIDTH, HEIGHT],
): GrayImage {
  const data = Uint8Array.from({ length: widthPx * heightPx }, (_, i) =>
    Math.round(grain((i % widthPx) - shiftX, Math.floor(i / widthPx) - shiftY)),
  )
  return { widthPx, heightPx, data }
}
