import type { GrayImage } from './gray-image.ts'

/**
 * Finest and widest structure that is kept, as standard deviations of two blurs in pixels; a finest of 0 is not blurred, and no
 * blur is narrower than 1.4.
 */
export type Band = readonly [finePx: number, widePx: number]

/** Over which neighbourhood contrast is evened out, in widths of the widest band. */
const EVEN_BANDS = 1.8
/** Added to brightness before its logarithm: dark noise is no structure. */
const DARK = 8
/** Contrast, as a natural logarithm, below which nothing is made louder. */
const FAINT = 2e-3
const LARGEST = 3

/**
 * What a picture shows at middling sizes, with light and contrast evened out: bands of its logarithm (differences of
 * Gaussians), each divided by its own strength around, and added up. Only the pixels of the mask are looked at, as if there
 * were nothing else (normalised convolution: Knutsson and Westin, 1993), so that outlines leave no trace.
 */
export function bandPicture(
  { widthPx, heightPx, data }: GrayImage,
  mask: Uint8Array,
  bands: readonly Band[],
): Float32Array {
  const blurred = blurOf(widthPx, heightPx)
  const seen = new Float32Array(mask)
  const light = new Float32Array(data.length)
  for (let i = 0; i < light.length; i++) if (mask[i] === 1) light[i] = Math.log(data[i] + DARK)
  const result = new Float32Array(data.length)
  const evenPx = EVEN_BANDS * Math.max(...bands.map(([, widePx]) => widePx))
  const column = () => new Float32Array(data.length)
  const seenAround = blurred(seen, evenPx, column())
  const [fine, fineSeen, wide, wideSeen] = [column(), column(), column(), column()]
  const [band, squares, power] = [column(), column(), column()]
  for (const [finePx, widePx] of bands) {
    blurred(light, finePx, fine)
    blurred(seen, finePx, fineSeen)
    blurred(light, widePx, wide)
    blurred(seen, widePx, wideSeen)
    for (let i = 0; i < band.length; i++) {
      if (mask[i] === 0) continue
      band[i] = fine[i] / fineSeen[i] - wide[i] / wideSeen[i]
      squares[i] = band[i] * band[i]
    }
    blurred(squares, evenPx, power)
    for (let i = 0; i < band.length; i++) {
      if (mask[i] === 0) continue
      const even = band[i] / (Math.sqrt(power[i] / seenAround[i]) + FAINT)
      result[i] += Math.max(-LARGEST, Math.min(LARGEST, even))
    }
  }
  return result
}

const BOXES = 3

/** Blurs `values` into `target`, which it answers. */
type Blur = (values: Float32Array, sigmaPx: number, target: Float32Array) => Float32Array

/** A Gaussian blur by three box blurs (Wells, Efficient Synthesis of Gaussian Filters, 1986); beyond the edge lies zero. */
function blurOf(widthPx: number, heightPx: number): Blur {
  const between = new Float32Array(widthPx * heightPx)
  return (values, sigmaPx, target) => {
    if (sigmaPx === 0) {
      target.set(values)
      return target
    }
    const radius = Math.max(1, Math.round((Math.sqrt((12 * sigmaPx * sigmaPx) / BOXES + 1) - 1) / 2))
    for (let box = 0; box < BOXES; box++) {
      boxAcross(box === 0 ? values : target, between, { widthPx, heightPx, radius })
      boxDown(between, target, { widthPx, heightPx, radius })
    }
    return target
  }
}

interface Box {
  readonly widthPx: number
  readonly heightPx: number
  readonly radius: number
}

function boxAcross(data: Float32Array, result: Float32Array, { widthPx, heightPx, radius }: Box): void {
  const share = 1 / (2 * radius + 1)
  // Four rows side by side, between zeros, since the box never reaches beyond them: each sum waits for itself only.
  const lines = new Float64Array(4 * (widthPx + 2 * radius + 1))
  const start = 4 * (radius + 1)
  for (let top = 0; top < heightPx; top += 4) {
    // The last four rows are taken once more where they are not a whole four.
    const first = Math.max(0, Math.min(top, heightPx - 4)) * widthPx
    for (let x = 0, i = start; x < widthPx; x++, i += 4) {
      lines[i] = data[first + x]
      lines[i + 1] = data[first + widthPx + x]
      lines[i + 2] = data[first + 2 * widthPx + x]
      lines[i + 3] = data[first + 3 * widthPx + x]
    }
    let sum0 = 0
    let sum1 = 0
    let sum2 = 0
    let sum3 = 0
    for (let i = start; i < start + 4 * Math.min(radius, widthPx); i += 4) {
      sum0 += lines[i]
      sum1 += lines[i + 1]
      sum2 += lines[i + 2]
      sum3 += lines[i + 3]
    }
    const reach = 4 * (2 * radius + 1)
    for (let x = 0, i = 0; x < widthPx; x++, i += 4) {
      sum0 = sum0 + lines[i + reach] - lines[i]
      sum1 = sum1 + lines[i + reach + 1] - lines[i + 1]
      sum2 = sum2 + lines[i + reach + 2] - lines[i + 2]
      sum3 = sum3 + lines[i + reach + 3] - lines[i + 3]
      result[first + x] = sum0 * share
      result[first + widthPx + x] = sum1 * share
      result[first + 2 * widthPx + x] = sum2 * share
      result[first + 3 * widthPx + x] = sum3 * share
    }
  }
}

function boxDown(data: Float32Array, result: Float32Array, { widthPx, heightPx, radius }: Box): void {
  const share = 1 / (2 * radius + 1)
  const sums = new Float64Array(widthPx)
  for (let y = 0; y < Math.min(radius, heightPx); y++) {
    for (let x = 0; x < widthPx; x++) sums[x] += data[y * widthPx + x]
  }
  for (let y = 0; y < heightPx; y++) {
    const row = y * widthPx
    const entering = y + radius < heightPx ? (y + radius) * widthPx : -1
    const leaving = y - radius - 1 >= 0 ? (y - radius - 1) * widthPx : -1
    if (entering >= 0 && leaving >= 0) {
      for (let x = 0; x < widthPx; x++) {
        const sum = sums[x] + data[entering + x] - data[leaving + x]
        sums[x] = sum
        result[row + x] = sum * share
      }
    } else {
      for (let x = 0; x < widthPx; x++) {
        if (entering >= 0) sums[x] += data[entering + x]
        if (leaving >= 0) sums[x] -= data[leaving + x]
        result[row + x] = sums[x] * share
      }
    }
  }
}
