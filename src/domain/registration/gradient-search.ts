import {
  applyTransform,
  composeTransforms,
  invertTransform,
  scaleTransform,
  type Matrix3,
  type Point,
} from '../transform.ts'
import { fourier2d } from './fourier.ts'
import { sampleGray, type GrayImage } from './gray-image.ts'
import { shrinkGray } from './shrink-gray.ts'

/** A similarity from before to after, and how well the pictures' edges agree under it (comparable within one search only). */
export interface GradientHypothesis {
  readonly transform: Matrix3
  readonly score: number
}

/** Which turns to try around, and how many answers to give. */
export interface GradientSearchOptions {
  readonly turnDegrees: number
  readonly count?: number
}

const LONG_SIDE = 48
/** The transform's side: larger than the picture, so that shifts do not wrap around. */
const PADDED_SIDE = 64
const LARGEST_SHIFT = Math.floor(0.3 * LONG_SIDE)
const TURN_STEPS = 6
const TURN_STEP_DEGREES = 6
const SCALE_STEPS = 6
const LOG_SCALE_STEP = 0.075
/** Two hypotheses nearer than this at the photo's inner corners are one. */
const SAME_PX = 40

interface GradientField {
  readonly re: Float64Array
  readonly im: Float64Array
  readonly energy: number
}

/**
 * Exhaustive search over turns and scales for the similarity under which the directions of edges agree best; all
 * shifts at once by Fourier transform (orientation correlation: Fitch et al., BMVC 2002). It needs no features and does
 * not mind light, so it finds smooth heads; it is rough and must be refined. `isInside` says where in the before photo to
 * look; both photos are made small once for all searches.
 */
export function prepareGradients(
  before: GrayImage,
  after: GrayImage,
  isInside?: (x: number, y: number) => boolean,
): (options: GradientSearchOptions) => GradientHypothesis[] {
  const beforeScale = LONG_SIDE / Math.max(before.widthPx, before.heightPx)
  const afterScale = LONG_SIDE / Math.max(after.widthPx, after.heightPx)
  const small = thumbnail(before, beforeScale)
  const target = thumbnail(after, afterScale)
  const mask = Uint8Array.from({ length: small.widthPx * small.heightPx }, (_, i) => {
    const x = (i % small.widthPx) + 0.5
    const y = Math.floor(i / small.widthPx) + 0.5
    return !isInside || isInside(x / beforeScale, y / beforeScale) ? 1 : 0
  })
  const reference = gradientField(target, { values: Float64Array.from(target.data), counts: null })
  fourier2d(reference.re, reference.im, PADDED_SIDE, 'forward', { filledRows: target.heightPx })
  return ({ turnDegrees, count = 4 }) => {
    const found: GradientHypothesis[] = []
    for (let turn = -TURN_STEPS; turn <= TURN_STEPS; turn++) {
      for (let step = -SCALE_STEPS; step <= SCALE_STEPS; step++) {
        const angle = ((turnDegrees + turn * TURN_STEP_DEGREES) * Math.PI) / 180
        const centred = turnAndScale(angle, Math.exp(step * LOG_SCALE_STEP), small, target)
        const { shift, score } = bestShift(small, mask, target, reference, centred)
        const moved: Matrix3 = [1, 0, shift[0], 0, 1, shift[1], 0, 0, 1]
        const transform = composeTransforms(
          scaleTransform(1 / afterScale),
          composeTransforms(moved, composeTransforms(centred, scaleTransform(beforeScale))),
        )
        found.push({ transform, score })
      }
    }
    const sorted = found.sort((a, b) => b.score - a.score)
    return distinct(sorted, before, count)
  }
}

function thumbnail(image: GrayImage, scale: number): GrayImage {
  return shrinkGray(
    image,
    Math.max(8, Math.round(image.widthPx * scale)),
    Math.max(8, Math.round(image.heightPx * scale)),
  )
}

function turnAndScale(angle: number, scale: number, from: GrayImage, to: GrayImage): Matrix3 {
  const c = scale * Math.cos(angle)
  const s = scale * Math.sin(angle)
  const [x, y] = [from.widthPx / 2, from.heightPx / 2]
  return [c, -s, to.widthPx / 2 - c * x + s * y, s, c, to.heightPx / 2 - s * x - c * y, 0, 0, 1]
}

/** The before photo turned and scaled into the after photo's frame, and which of its pixels count. */
interface Picture {
  readonly values: Float64Array
  readonly counts: Uint8Array | null
}

function bestShift(
  small: GrayImage,
  mask: Uint8Array,
  target: GrayImage,
  reference: GradientField,
  centred: Matrix3,
): { shift: Point; score: number } {
  const warped = gradientField(target, warpPicture(small, mask, target, invertTransform(centred)))
  const { re, im } = warped
  fourier2d(re, im, PADDED_SIDE, 'forward', { filledRows: target.heightPx })
  for (let i = 0; i < re.length; i++) {
    const real = reference.re[i] * re[i] + reference.im[i] * im[i]
    im[i] = reference.im[i] * re[i] - reference.re[i] * im[i]
    re[i] = real
  }
  fourier2d(re, im, PADDED_SIDE, 'inverse', { wantedColumns: LARGEST_SHIFT })
  let best = -Infinity
  let shift: Point = [0, 0]
  for (let dy = -LARGEST_SHIFT; dy <= LARGEST_SHIFT; dy++) {
    const row = ((dy + PADDED_SIDE) % PADDED_SIDE) * PADDED_SIDE
    for (let dx = -LARGEST_SHIFT; dx <= LARGEST_SHIFT; dx++) {
      const value = re[row + ((dx + PADDED_SIDE) % PADDED_SIDE)]
      if (value > best) {
        best = value
        shift = [dx, dy]
      }
    }
  }
  return { shift, score: best / Math.sqrt(warped.energy + 1e-6) }
}

/** `back` is affine and leads from the target's pixels to the thumbnail's. */
function warpPicture(small: GrayImage, mask: Uint8Array, target: GrayImage, back: Matrix3): Picture {
  const { widthPx, heightPx } = target
  const values = new Float64Array(widthPx * heightPx)
  const counts = new Uint8Array(widthPx * heightPx)
  for (let y = 0, i = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, i++) {
      const bx = back[0] * (x + 0.5) + back[1] * (y + 0.5) + back[2]
      const by = back[3] * (x + 0.5) + back[4] * (y + 0.5) + back[5]
      values[i] = sampleGray(small, bx, by)
      const isInPicture = bx > 1 && by > 1 && bx < small.widthPx - 1 && by < small.heightPx - 1
      if (isInPicture) counts[i] = mask[Math.floor(by) * small.widthPx + Math.floor(bx)]
    }
  }
  return { values, counts }
}

/** Edge directions as complex numbers; strong edges count little more than middling ones, faint ones hardly. */
function gradientField({ widthPx, heightPx }: GrayImage, { values, counts }: Picture): GradientField {
  const gx = new Float64Array(values.length)
  const gy = new Float64Array(values.length)
  const strength = new Float64Array(values.length)
  for (let y = 1; y < heightPx - 1; y++) {
    for (let x = 1; x < widthPx - 1; x++) {
      const i = y * widthPx + x
      const n = i - widthPx
      const s = i + widthPx
      gx[i] =
        values[n + 1] - values[n - 1] + 2 * (values[i + 1] - values[i - 1]) + values[s + 1] - values[s - 1]
      gy[i] = values[s - 1] - values[n - 1] + 2 * (values[s] - values[n]) + values[s + 1] - values[n + 1]
      strength[i] = Math.sqrt(gx[i] * gx[i] + gy[i] * gy[i])
    }
  }
  const typical = 1.5 * nthSmallest(strength.slice(), strength.length >> 1) + 1
  const re = new Float64Array(PADDED_SIDE * PADDED_SIDE)
  const im = new Float64Array(PADDED_SIDE * PADDED_SIDE)
  let energy = 0
  for (let y = 0, i = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, i++) {
      if (counts && counts[i] === 0) continue
      const weight = strength[i] / (strength[i] + typical) / (strength[i] + 1e-3)
      const a = gx[i] * weight
      const b = gy[i] * weight
      re[y * PADDED_SIDE + x] = a
      im[y * PADDED_SIDE + x] = b
      energy += a * a + b * b
    }
  }
  return { re, im, energy }
}

/** The value that n others lie below or beside; the values are put into another order (Hoare, Algorithm 65: FIND, 1961). */
function nthSmallest(values: Float64Array, n: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const pivot = values[n]
    let i = low
    let j = high
    while (i <= j) {
      while (values[i] < pivot) i++
      while (values[j] > pivot) j--
      if (i > j) break
      const value = values[i]
      values[i++] = values[j]
      values[j--] = value
    }
    if (j < n) low = i
    if (n < i) high = j
  }
  return values[n]
}

function distinct(
  sorted: readonly GradientHypothesis[],
  before: GrayImage,
  count: number,
): GradientHypothesis[] {
  const corners: Point[] = [
    [before.widthPx * 0.3, before.heightPx * 0.3],
    [before.widthPx * 0.7, before.heightPx * 0.7],
  ]
  const kept: GradientHypothesis[] = []
  for (const candidate of sorted) {
    const isNew = kept.every(({ transform }) =>
      corners.some((corner) => {
        const a = applyTransform(transform, corner)
        const b = applyTransform(candidate.transform, corner)
        return Math.hypot(a[0] - b[0], a[1] - b[1]) > SAME_PX
      }),
    )
    if (isNew) kept.push(candidate)
    if (kept.length === count) break
  }
  return kept
}
