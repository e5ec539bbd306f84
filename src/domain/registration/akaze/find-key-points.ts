import { akazeKernel, MOST_PEAKS, PLACES } from './akaze-kernel.ts'
import { DERIVATIVE_FACTOR, type ScaleLevel, type ScaleSpace } from './scale-space.ts'

/** A spot that stands out, in pixels of the picture counted from the centre of the first one. */
export interface KeyPoint {
  readonly x: number
  readonly y: number
  /** Its diameter. */
  readonly size: number
  readonly response: number
  /** Which of the levels it was found in. */
  readonly level: number
}

/** The finest level leaves this much free at every side, in times its reach: descriptors must have room. */
const DESCRIPTOR_REACH = Math.fround(10 * Math.fround(Math.SQRT2))

/**
 * Finds the spots whose response (determinant of the second derivatives) is above a threshold and the largest of their
 * neighbourhood, in their own level and in those beside it (Alcantarilla et al., 2013, section 3.2), by level and row.
 */
export function findKeyPoints({ levels, values }: ScaleSpace, threshold: number): KeyPoint[] {
  const found = levels.map((level) => new LevelSpots(level, values, Math.fround(threshold)))
  for (let i = 1; i < found.length; i++) {
    const ratio = levels[i].ratio / levels[i - 1].ratio
    yieldTo(found[i], found[i - 1], { radius: levels[i].reach * ratio, project: (at) => at * ratio })
  }
  for (let i = found.length - 2; i >= 0; i--) {
    const ratio = levels[i + 1].ratio / levels[i].ratio
    yieldTo(found[i], found[i + 1], {
      radius: levels[i + 1].reach,
      project: (at) => Math.floor(at / ratio),
    })
  }
  return found.flatMap((spots, index) =>
    spots.all().flatMap((spot) => {
      const point = refine(levels[index], values, spot)
      return point === null ? [] : [{ ...point, level: index }]
    }),
  )
}

/** Spots of one level, which are taken back where a stronger one is found near. */
class LevelSpots {
  readonly #isSpot: Uint8Array
  readonly #spots: number[] = []
  readonly #level: ScaleLevel
  readonly #values: Float32Array

  constructor(level: ScaleLevel, values: Float32Array, threshold: number) {
    const { widthPx, heightPx, stride, reach, response } = level
    this.#level = level
    this.#values = values
    this.#isSpot = new Uint8Array(stride * heightPx)
    const border = Math.round(Math.fround(DESCRIPTOR_REACH * reach)) + 1
    if (border + 1 >= heightPx || 2 * border >= widthPx) return
    const { findPeaks } = akazeKernel().functions
    const peaks = new Int32Array(values.buffer, PLACES.peaks, 1 + MOST_PEAKS)
    values[PLACES.coefficients / 4] = threshold
    for (let y = border; y < heightPx - border; y++) {
      const start = y * stride + border
      const here = 4 * (response + start - 1)
      const bytes = 4 * (widthPx - 2 * border)
      findPeaks(here - 4 * stride, here, here + 4 * stride, bytes, PLACES.peaks + 4, PLACES.peaks)
      const count = (peaks[0] - PLACES.peaks) / 4 - 1
      for (let k = 1; k <= count; k++) {
        const first = start + peaks[k] / 4
        const end = Math.min(first + 4, start + widthPx - 2 * border)
        for (let spot = first; spot < end; spot++) if (this.#isPeak(spot, threshold)) this.#take(spot, y)
      }
    }
  }

  #isPeak(spot: number, threshold: number): boolean {
    const values = this.#values
    const { stride, response } = this.#level
    const i = response + spot
    const value = values[i]
    if (value <= threshold || value <= values[i - 1] || value <= values[i + 1]) return false
    const [above, below] = [i - stride, i + stride]
    if (value <= values[above - 1] || value <= values[above] || value <= values[above + 1]) return false
    return !(value <= values[below - 1] || value <= values[below] || value <= values[below + 1])
  }

  /** Takes a peak for a spot, where there is none near that is as strong. */
  #take(spot: number, y: number): void {
    const { stride, reach } = this.#level
    const near = this.near(spot - y * stride, y, reach)
    if (near >= 0) {
      if (this.responseAt(spot) <= this.responseAt(near)) return
      this.remove(near)
    }
    this.#isSpot[spot] = 1
    this.#spots.push(spot)
  }

  /** The first spot within a radius, row by row, or -1. */
  near(x: number, y: number, radius: number): number {
    const { stride } = this.#level
    for (let dy = -radius; dy < radius; dy++) {
      const row = (y + dy) * stride
      for (let dx = -radius; dx < radius; dx++) {
        if (this.#isSpot[row + x + dx] === 1 && dx * dx + dy * dy <= radius * radius) return row + x + dx
      }
    }
    return -1
  }

  remove(spot: number): void {
    this.#isSpot[spot] = 0
  }

  responseAt(spot: number): number {
    return this.#values[this.#level.response + spot]
  }

  get stride(): number {
    return this.#level.stride
  }

  all(): number[] {
    return this.#spots.filter((spot) => this.#isSpot[spot] === 1)
  }
}

/** Takes back the spots of another level that are near to a stronger one of this level. */
function yieldTo(
  own: LevelSpots,
  other: LevelSpots,
  { radius, project }: { readonly radius: number; readonly project: (at: number) => number },
): void {
  for (const spot of own.all()) {
    const [x, y] = [spot % own.stride, Math.floor(spot / own.stride)]
    const near = other.near(project(x), project(y), radius)
    if (near >= 0 && own.responseAt(spot) > other.responseAt(near)) other.remove(near)
  }
}

/** The place between pixels where a parabola through the neighbours has its vertex; null where it is not near. */
function refine(
  { ratio, sigma, stride, response }: ScaleLevel,
  values: Float32Array,
  spot: number,
): Omit<KeyPoint, 'level'> | null {
  const { fround } = Math
  const i = response + spot
  const [x, y] = [spot % stride, Math.floor(spot / stride)]
  const at = (dx: number, dy: number) => values[i + dy * stride + dx]
  const slopeX = fround(0.5 * fround(at(1, 0) - at(-1, 0)))
  const slopeY = fround(0.5 * fround(at(0, 1) - at(0, -1)))
  const twice = fround(2 * at(0, 0))
  const bendX = fround(fround(at(1, 0) + at(-1, 0)) - twice)
  const bendY = fround(fround(at(0, 1) + at(0, -1)) - twice)
  const bendBoth = fround(0.25 * fround(fround(fround(at(1, 1) + at(-1, -1)) - at(1, -1)) - at(-1, 1)))
  const determinant = bendX * bendY - bendBoth * bendBoth
  let [dx, dy] = [0, 0]
  if (determinant !== 0) {
    const inverse = 1 / determinant
    dx = fround((-slopeX * bendY + slopeY * bendBoth) * inverse)
    dy = fround((-slopeY * bendX + slopeX * bendBoth) * inverse)
  }
  if (Math.abs(dx) > 1 || Math.abs(dy) > 1) return null
  const place = (pixel: number, beside: number) =>
    fround(pixel * ratio + fround(fround(beside * ratio) + 0.5 * (ratio - 1)))
  return {
    x: place(x, dx),
    y: place(y, dy),
    size: fround(2 * fround(sigma * DERIVATIVE_FACTOR)),
    response: at(0, 0),
  }
}
