import type { GrayImage } from '../gray-image.ts'
import { ensureBytes } from '../../wasm-kernel.ts'
import { akazeKernel, PLACES, type AkazeKernel } from './akaze-kernel.ts'
import { diffusionSteps } from './diffusion-steps.ts'
import { halfSize } from './half-size.ts'
import {
  FINEST_SIGMA,
  layOutLevels,
  MARGIN,
  RING_ROWS,
  STEP_ROWS,
  type Plane,
  type ScaleLevel,
  type ScaleSpace,
  type Scratch,
  type SizedPlane,
} from './scale-space.ts'

/** Of the gradients so many are weaker than what is taken for contrast; they are counted in so many bins. */
const CONTRAST_SHARE = Math.fround(0.7)
const CONTRAST_BINS = 300
const LEAST_CONTRAST = 0.03
/** From one octave to the next, contrast counts so much less. */
const CONTRAST_STEP = 0.75

/**
 * The nonlinear scale space of Alcantarilla et al., Fast Explicit Diffusion for Accelerated Features in Nonlinear Scale
 * Spaces, BMVC 2013, section 3: the picture is smoothed step by step, along edges and not across them (Perona and Malik's
 * second conductivity), in four octaves of four levels. Numbers are in single precision and added up as OpenCV does, four at
 * once, so that its answers are the same in every bit.
 */
export function buildScaleSpace(picture: GrayImage): ScaleSpace {
  const kernel = akazeKernel()
  const { levels, scratch, bytes } = layOutLevels(picture)
  ensureBytes({ memory: kernel.memory, functions: {} }, bytes)
  const values = new Float32Array(kernel.memory.buffer)
  const worker = new PlaneWorker(kernel, values, scratch)
  const [first] = levels
  const { raw, smooth } = scratch

  fillWith(values, { ...first, plane: raw }, picture)
  worker.blurFive(first, raw, smooth)
  let contrast = worker.contrastOf(first, smooth)
  worker.blurNine(first, raw, first.light)
  copyMirrored(values, first, first.light, smooth)
  worker.differentiate(first, smooth)

  for (let i = 1; i < levels.length; i++) {
    const [before, level] = [levels[i - 1], levels[i]]
    const isNewOctave = level.ratio > before.ratio
    if (isNewOctave) {
      halfSize(values, { ...before, plane: before.light }, { ...level, plane: raw })
      for (let y = 0; y < level.heightPx; y++) replicateRow(values, raw + y * level.stride, level.widthPx)
      contrast = Math.fround(contrast * CONTRAST_STEP)
    }
    const from = isNewOctave ? raw : before.light
    worker.blurFive(level, from, smooth)
    worker.conduct(level, smooth, contrast)
    worker.diffuse(level, from, diffusionSteps(before.sigma, level.sigma))
    worker.differentiate(level, smooth)
  }
  return { levels, values }
}

function fillWith(
  values: Float32Array,
  { plane, stride }: SizedPlane,
  { widthPx, heightPx, data }: GrayImage,
) {
  for (let y = 0; y < heightPx; y++) {
    const start = plane + y * stride
    fillRow(values, start, data, y * widthPx, widthPx)
    replicateRow(values, start, widthPx)
  }
}

function fillRow(
  values: Float32Array,
  start: number,
  data: GrayImage['data'],
  first: number,
  widthPx: number,
): void {
  const share = Math.fround(1 / 255)
  for (let x = 0; x < widthPx; x++) values[start + x] = data[first + x] * share
}

/** Goes on with the first and the last pixel of a row. */
function replicateRow(values: Float32Array, start: number, widthPx: number): void {
  const last = start + widthPx - 1
  for (let k = 1; k <= MARGIN; k++) {
    values[start - k] = values[start]
    values[last + k] = values[last]
  }
}

/** Goes on as in mirrors that stand on the first and the last pixel of a row. */
function mirrorRow(values: Float32Array, start: number, widthPx: number): void {
  const last = start + widthPx - 1
  for (let k = 1; k <= MARGIN; k++) {
    values[start - k] = values[start + k]
    values[last + k] = values[last - k]
  }
}

function copyMirrored(values: Float32Array, level: ScaleLevel, from: Plane, to: Plane): void {
  const { widthPx, heightPx, stride } = level
  values.copyWithin(to, from, from + (heightPx - 1) * stride + widthPx)
  for (let y = 0; y < heightPx; y++) mirrorRow(values, to + y * stride, widthPx)
}

/**
 * What is done to whole planes. Whatever takes several steps takes them row after row, one step a few rows behind the other,
 * so that the rows between are still at hand.
 */
class PlaneWorker {
  readonly #functions: AkazeKernel['functions']
  readonly #values: Float32Array
  readonly #scratch: Scratch
  readonly #coefficients: Float32Array

  constructor({ functions }: AkazeKernel, values: Float32Array, scratch: Scratch) {
    this.#functions = functions
    this.#values = values
    this.#scratch = scratch
    this.#coefficients = values.subarray(PLACES.coefficients / 4, PLACES.table / 4)
  }

  /** The place of a ring's row, in bytes. */
  #ring(index: number, y: number, stride: number): number {
    return 4 * (this.#scratch.rings[index] + (y & (RING_ROWS - 1)) * stride)
  }

  blurFive({ widthPx, heightPx, stride }: ScaleLevel, from: Plane, to: Plane): void {
    const { blurFive } = this.#functions
    const bytes = 4 * widthPx
    this.#coefficients.set(gaussian(5, 1))
    const ring = (y: number) => this.#ring(0, Math.min(Math.max(y, 0), heightPx - 1), stride)
    for (let ahead = 0; ahead < heightPx + 2; ahead++) {
      if (ahead < heightPx) {
        const row = 4 * (from + ahead * stride)
        blurFive(row - 8, row - 4, row, row + 4, row + 8, ring(ahead), bytes)
      }
      const y = ahead - 2
      if (y < 0) continue
      const start = to + y * stride
      blurFive(ring(y - 2), ring(y - 1), ring(y), ring(y + 1), ring(y + 2), 4 * start, bytes)
      mirrorRow(this.#values, start, widthPx)
    }
  }

  blurNine({ widthPx, heightPx, stride }: ScaleLevel, from: Plane, to: Plane): void {
    const { blurNineAcross, blurNineDown } = this.#functions
    const bytes = 4 * widthPx
    this.#coefficients.set(gaussian(9, FINEST_SIGMA))
    const ring = (y: number) => this.#ring(0, Math.min(Math.max(y, 0), heightPx - 1), stride)
    for (let ahead = 0; ahead < heightPx + 4; ahead++) {
      if (ahead < heightPx) blurNineAcross(4 * (from + ahead * stride) - 16, ring(ahead), bytes)
      const y = ahead - 4
      if (y < 0) continue
      const start = to + y * stride
      const rows = Array.from({ length: 9 }, (_, k) => ring(y + k - 4))
      blurNineDown(...rows, 4 * start, bytes)
      replicateRow(this.#values, start, widthPx)
    }
  }

  /**
   * Slopes by Scharr's kernels at the reach of one pixel: calls for every row with the rows of differences (three) and of
   * what was smoothed across (the one above and the one below).
   */
  #scharr(
    { widthPx, heightPx, stride }: ScaleLevel,
    smooth: Plane,
    each: (y: number, rows: SlopeRows) => void,
  ) {
    const { subtract, weigh } = this.#functions
    const bytes = 4 * widthPx
    const ring = (index: number, y: number) => this.#ring(index, mirrored(y, heightPx), stride)
    for (let ahead = 0; ahead < heightPx + 1; ahead++) {
      if (ahead < heightPx) {
        const row = 4 * (smooth + ahead * stride)
        subtract(row + 4, row - 4, ring(0, ahead), bytes)
        weigh(row - 4, row, row + 4, ring(1, ahead), bytes)
      }
      const y = ahead - 1
      if (y >= 0) each(y, [ring(0, y - 1), ring(0, y), ring(0, y + 1), ring(1, y - 1), ring(1, y + 1)])
    }
  }

  /** The strength of the gradients that most are weaker than. */
  contrastOf(level: ScaleLevel, smooth: Plane): number {
    const { widthPx, heightPx, stride } = level
    const { steepness } = this.#functions
    const { flow } = this.#scratch
    this.#coefficients.set([10, 3])
    this.#scharr(level, smooth, (y, rows) => steepness(...rows, 4 * (flow + y * stride), 4 * widthPx))
    return contrastIn(this.#values, { widthPx, heightPx, stride, plane: flow })
  }

  /** How well light spreads at every pixel: hardly across an edge. */
  conduct(level: ScaleLevel, smooth: Plane, contrast: number): void {
    const { conductivity } = this.#functions
    const { widthPx, stride } = level
    const { flow } = this.#scratch
    const values = this.#values
    this.#coefficients.set([10, 3, 1, Math.fround(1 / Math.fround(contrast * contrast))])
    this.#scharr(level, smooth, (y, rows) => {
      const start = flow + y * stride
      conductivity(...rows, 4 * start, 4 * widthPx)
      // Nothing flows beyond the edge, where the picture goes on as it is; but no number must be without a value.
      values[start - 1] = 0
      values[start + widthPx] = 0
    })
  }

  /** Explicit diffusion in steps. The corners keep their value. */
  diffuse(level: ScaleLevel, from: Plane, lengths: readonly number[]): void {
    const { widthPx, heightPx, stride, light } = level
    const { flow, steps } = this.#scratch
    const last = heightPx - 1
    /** Where a row is after so many steps. */
    const rowAfter = (count: number, y: number): number => {
      const row = Math.min(Math.max(y, 0), last)
      if (count === 0) return from + row * stride
      if (count === lengths.length) return light + row * stride
      return steps + (STEP_ROWS * (count - 1) + (row & (STEP_ROWS - 1))) * stride
    }
    for (let ahead = 0; ahead < heightPx + lengths.length - 1; ahead++) {
      for (let k = 0; k < lengths.length; k++) {
        const y = ahead - k
        if (y < 0 || y > last) continue
        const [here, to] = [rowAfter(k, y), rowAfter(k + 1, y)]
        this.#coefficients[0] = lengths[k]
        this.#functions.diffuse(
          4 * rowAfter(k, y - 1),
          4 * here - 4,
          4 * rowAfter(k, y + 1),
          4 * (flow + Math.max(0, y - 1) * stride),
          4 * (flow + y * stride) - 4,
          4 * (flow + Math.min(last, y + 1) * stride),
          4 * to,
          4 * widthPx,
        )
        if (y === 0 || y === last) {
          this.#values[to] = this.#values[here]
          this.#values[to + widthPx - 1] = this.#values[here + widthPx - 1]
        }
        replicateRow(this.#values, to, widthPx)
      }
    }
  }

  /** The slopes of a level, and its response. */
  differentiate(
    { widthPx, heightPx, stride, reach, across, down, response }: ScaleLevel,
    smooth: Plane,
  ): void {
    const { subtract, weigh, weighInOrder, determinant } = this.#functions
    const values = this.#values
    const bytes = 4 * widthPx
    const middle = Math.fround(10 / 3)
    const side = Math.fround(1 / Math.fround(2 * reach * Math.fround(middle + 2)))
    this.#coefficients.set([Math.fround(middle * side), side, reach ** 4])
    const ring = (index: number, y: number) => this.#ring(index, mirrored(y, heightPx), stride)
    const aside = 4 * reach
    const smoothAcross = (row: number, to: number) =>
      (reach <= 2 ? weigh : weighInOrder)(row - aside, row, row + aside, to, bytes)
    for (let ahead = 0; ahead < heightPx + 2 * reach; ahead++) {
      if (ahead < heightPx) {
        const row = 4 * (smooth + ahead * stride)
        subtract(row + aside, row - aside, ring(0, ahead), bytes)
        smoothAcross(row, ring(1, ahead))
      }
      const slope = ahead - reach
      if (slope >= 0 && slope < heightPx) {
        const [toAcross, toDown] = [across + slope * stride, down + slope * stride]
        weigh(ring(0, slope - reach), ring(0, slope), ring(0, slope + reach), 4 * toAcross, bytes)
        subtract(ring(1, slope + reach), ring(1, slope - reach), 4 * toDown, bytes)
        mirrorRow(values, toAcross, widthPx)
        mirrorRow(values, toDown, widthPx)
        subtract(4 * toAcross + aside, 4 * toAcross - aside, ring(2, slope), bytes)
        smoothAcross(4 * toAcross, ring(3, slope))
        smoothAcross(4 * toDown, ring(4, slope))
      }
      const y = ahead - 2 * reach
      if (y < 0) continue
      const [above, below] = [y - reach, y + reach]
      determinant(
        ring(2, above),
        ring(2, y),
        ring(2, below),
        ring(3, above),
        ring(3, below),
        ring(4, above),
        ring(4, below),
        4 * (response + y * stride),
        bytes,
      )
    }
  }
}

/** Differences across above, here and below, and what was smoothed across above and below. */
type SlopeRows = readonly [number, number, number, number, number]

/** A row as if the plane went on behind mirrors that stand on its first and its last. */
function mirrored(y: number, heightPx: number): number {
  if (y < 0) return -y
  return y < heightPx ? y : 2 * heightPx - 2 - y
}

/** The strength that most gradients are weaker than, in bins; those without strength, and the rim, do not count. */
function contrastIn(values: Float32Array, { widthPx, heightPx, stride, plane }: SizedPlane): number {
  const { fround } = Math
  let most = 0
  for (let y = 1; y < heightPx - 1; y++) {
    const end = plane + y * stride + widthPx - 1
    for (let i = end - widthPx + 2; i < end; i++) if (values[i] > most) most = values[i]
  }
  if (most === 0) return LEAST_CONTRAST
  const scale = fround((CONTRAST_BINS - 1) / most)
  const counts = new Int32Array(CONTRAST_BINS)
  for (let y = 1; y < heightPx - 1; y++) {
    const end = plane + y * stride + widthPx - 1
    for (let i = end - widthPx + 2; i < end; i++) counts[fround(values[i] * scale) | 0]++
  }
  const all = (heightPx - 2) * (widthPx - 2) - counts[0]
  const wanted = Math.trunc(fround(all * CONTRAST_SHARE))
  let weaker = 0
  for (let bin = 1; bin < CONTRAST_BINS; bin++) {
    if (weaker >= wanted) return fround(fround(most * bin) / CONTRAST_BINS)
    weaker += counts[bin]
  }
  return LEAST_CONTRAST
}

/** The middle weight of a Gaussian of so many pixels, and those beside it. */
function gaussian(length: number, sigma: number): number[] {
  const half = (length - 1) / 2
  const weights = Array.from({ length: half + 1 }, (_, k) => Math.exp((-0.5 * k * k) / (sigma * sigma)))
  const sum = weights.reduce((total, weight) => total + 2 * weight, -weights[0])
  return weights.map((weight) => weight / sum)
}
