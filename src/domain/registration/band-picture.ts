import { blurPlanes } from './box-blur.ts'
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
export function bandPicture(picture: GrayImage, mask: Uint8Array, bands: readonly Band[]): Float32Array {
  const { widthPx, heightPx } = picture
  const evenPx = EVEN_BANDS * Math.max(...bands.map(([, widePx]) => widePx))
  const { stride, planes, blur } = blurPlanes(picture, { count: PLANES, widestPx: evenPx })
  const result = new Float32Array(widthPx * heightPx)
  const rows = Array.from({ length: heightPx }, (_, y) => ({ start: y * stride, own: y * widthPx, widthPx }))
  for (const row of rows) writeLight(picture.data, mask, row, planes)
  blur(SEEN, SEEN_AROUND, evenPx)
  for (const [finePx, widePx] of bands) {
    blur(LIGHT, FINE, finePx)
    blur(SEEN, FINE_SEEN, finePx)
    blur(LIGHT, WIDE, widePx)
    blur(SEEN, WIDE_SEEN, widePx)
    for (const row of rows) writeBand(mask, row, planes)
    blur(SQUARES, POWER, evenPx)
    for (const row of rows) addEvened(mask, row, planes, result)
  }
  return result
}

/** What lies in which plane. */
const [LIGHT, SEEN, SEEN_AROUND, FINE, FINE_SEEN, WIDE, WIDE_SEEN, BAND, SQUARES, POWER] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
]
const PLANES = 10

/** Where a row begins in the planes, and in the picture and its mask. */
interface Row {
  readonly start: number
  readonly own: number
  readonly widthPx: number
}

type Planes = readonly Float32Array[]

function writeLight(
  data: GrayImage['data'],
  mask: Uint8Array,
  { start, own, widthPx }: Row,
  planes: Planes,
): void {
  const [light, seen] = [planes[LIGHT], planes[SEEN]]
  for (let x = 0; x < widthPx; x++) {
    if (mask[own + x] === 0) continue
    seen[start + x] = 1
    light[start + x] = Math.log(data[own + x] + DARK)
  }
}

function writeBand(mask: Uint8Array, { start, own, widthPx }: Row, planes: Planes): void {
  const [fine, fineSeen, wide, wideSeen] = [planes[FINE], planes[FINE_SEEN], planes[WIDE], planes[WIDE_SEEN]]
  const [band, squares] = [planes[BAND], planes[SQUARES]]
  for (let i = start, x = 0; x < widthPx; i++, x++) {
    if (mask[own + x] === 0) continue
    band[i] = fine[i] / fineSeen[i] - wide[i] / wideSeen[i]
    squares[i] = band[i] * band[i]
  }
}

function addEvened(
  mask: Uint8Array,
  { start, own, widthPx }: Row,
  planes: Planes,
  result: Float32Array,
): void {
  const [band, power, seenAround] = [planes[BAND], planes[POWER], planes[SEEN_AROUND]]
  for (let i = start, x = 0; x < widthPx; i++, x++) {
    if (mask[own + x] === 0) continue
    const even = band[i] / (Math.sqrt(power[i] / seenAround[i]) + FAINT)
    result[own + x] += Math.max(-LARGEST, Math.min(LARGEST, even))
  }
}
