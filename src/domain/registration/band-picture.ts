import type { GrayImage } from './gray-image.ts'

/** Finest and widest structure that is kept, as standard deviations of two blurs in pixels. */
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
  const blurred = (values: Float32Array, sigmaPx: number) =>
    blur({ widthPx, heightPx, data: values }, sigmaPx)
  const seen = Float32Array.from(mask)
  const light = new Float32Array(data.length)
  for (let i = 0; i < light.length; i++) if (mask[i] === 1) light[i] = Math.log(data[i] + DARK)
  const result = new Float32Array(data.length)
  const evenPx = EVEN_BANDS * Math.max(...bands.map(([, widePx]) => widePx))
  const seenAround = blurred(seen, evenPx)
  for (const [finePx, widePx] of bands) {
    const [fine, fineSeen] = [blurred(light, finePx), blurred(seen, finePx)]
    const [wide, wideSeen] = [blurred(light, widePx), blurred(seen, widePx)]
    const band = new Float32Array(data.length)
    const squares = new Float32Array(data.length)
    for (let i = 0; i < band.length; i++) {
      if (mask[i] === 0) continue
      band[i] = fine[i] / fineSeen[i] - wide[i] / wideSeen[i]
      squares[i] = band[i] * band[i]
    }
    const power = blurred(squares, evenPx)
    for (let i = 0; i < band.length; i++) {
      if (mask[i] === 0) continue
      const even = band[i] / (Math.sqrt(power[i] / seenAround[i]) + FAINT)
      result[i] += Math.max(-LARGEST, Math.min(LARGEST, even))
    }
  }
  return result
}

const BOXES = 3

/** A Gaussian blur by three box blurs (Wells, Efficient Synthesis of Gaussian Filters, 1986); beyond the edge lies zero. */
function blur({ widthPx, heightPx, data }: GrayImage, sigmaPx: number): Float32Array {
  const radius = Math.max(1, Math.round((Math.sqrt((12 * sigmaPx * sigmaPx) / BOXES + 1) - 1) / 2))
  let current = Float32Array.from(data)
  for (let box = 0; box < BOXES; box++) {
    current = boxDown(boxAcross(current, widthPx, heightPx, radius), widthPx, heightPx, radius)
  }
  return current
}

function boxAcross(data: Float32Array, widthPx: number, heightPx: number, radius: number) {
  const result = new Float32Array(data.length)
  const share = 1 / (2 * radius + 1)
  const line = new Float64Array(widthPx + 2 * radius + 1)
  for (let y = 0; y < heightPx; y++) {
    const row = y * widthPx
    // The row between zeros: the box never reaches beyond them.
    for (let x = 0; x < widthPx; x++) line[radius + 1 + x] = data[row + x]
    let sum = 0
    for (let x = 0; x < Math.min(radius, widthPx); x++) sum += line[radius + 1 + x]
    for (let x = 0; x < widthPx; x++) {
      sum += line[x + 2 * radius + 1]
      sum -= line[x]
      result[row + x] = sum * share
    }
  }
  return result
}

function boxDown(data: Float32Array, widthPx: number, heightPx: number, radius: number) {
  const result = new Float32Array(data.length)
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
  return result
}
