import type { GrayImage } from '../gray-image.ts'
import { ensureBytes } from '../../wasm-kernel.ts'
import { akazeKernel, PLACES, type AkazeKernel } from './akaze-kernel.ts'
import { diffusionSteps } from './diffusion-steps.ts'
import { halfSize } from './half-size.ts'
import { CONTRAST_BINS, MARGIN } from './plane-sizes.ts'
import {
  FINEST_SIGMA,
  layOutLevels,
  type Plane,
  type ScaleLevel,
  type ScaleSpace,
  type Scratch,
  type SizedPlane,
} from './scale-space.ts'

/** Of the gradients so many are weaker than what is taken for contrast. */
const CONTRAST_SHARE = Math.fround(0.7)
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

/** Copies a plane, and goes on as in mirrors that stand on the first and the last pixel of its rows. */
function copyMirrored(
  values: Float32Array,
  { widthPx, heightPx, stride }: ScaleLevel,
  from: Plane,
  to: Plane,
): void {
  values.copyWithin(to, from, from + (heightPx - 1) * stride + widthPx)
  for (let y = 0; y < heightPx; y++) mirrorRow(values, to + y * stride, widthPx)
}

function mirrorRow(values: Float32Array, start: number, widthPx: number): void {
  const last = start + widthPx - 1
  for (let k = 1; k <= MARGIN; k++) {
    values[start - k] = values[start + k]
    values[last + k] = values[last - k]
  }
}

/** What is done to whole planes. */
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

  #rings(count: number): number[] {
    return this.#scratch.rings.slice(0, count).map((ring) => 4 * ring)
  }

  blurFive(level: ScaleLevel, from: Plane, to: Plane): void {
    this.#coefficients.set(gaussian(5, 1))
    this.#functions.blurPlaneFive(4 * from, 4 * to, ...sizeOf(level), ...this.#rings(1))
  }

  blurNine(level: ScaleLevel, from: Plane, to: Plane): void {
    this.#coefficients.set(gaussian(9, FINEST_SIGMA))
    this.#functions.blurPlaneNine(4 * from, 4 * to, ...sizeOf(level), ...this.#rings(1))
  }

  /** The strength that most gradients are weaker than, in bins; those without strength, and the rim, do not count. */
  contrastOf(level: ScaleLevel, smooth: Plane): number {
    const { fround } = Math
    const { widthPx, heightPx, stride } = level
    const { flow } = this.#scratch
    const { steepnessOfPlane, findMost, countBins } = this.#functions
    this.#coefficients.set([10, 3])
    steepnessOfPlane(4 * smooth, 4 * flow, ...sizeOf(level), ...this.#rings(2))
    const start = 4 * (flow + stride + 1)
    const inner = [start, 4 * stride, 4 * (widthPx - 2), start + 4 * stride * (heightPx - 2)] as const
    findMost(...inner, PLACES.coefficients)
    const [most] = this.#coefficients
    if (most === 0) return LEAST_CONTRAST
    this.#coefficients[0] = (CONTRAST_BINS - 1) / most
    const counts = new Int32Array(this.#values.buffer, PLACES.bins, CONTRAST_BINS).fill(0)
    countBins(...inner, PLACES.bins)
    const all = (heightPx - 2) * (widthPx - 2) - counts[0]
    const wanted = Math.trunc(fround(all * CONTRAST_SHARE))
    let weaker = 0
    for (let bin = 1; bin < CONTRAST_BINS; bin++) {
      if (weaker >= wanted) return fround(fround(most * bin) / CONTRAST_BINS)
      weaker += counts[bin]
    }
    return LEAST_CONTRAST
  }

  /** How well light spreads at every pixel: hardly across an edge. */
  conduct(level: ScaleLevel, smooth: Plane, contrast: number): void {
    const { flow } = this.#scratch
    this.#coefficients.set([10, 3, 1, Math.fround(1 / Math.fround(contrast * contrast))])
    this.#functions.conductivityOfPlane(4 * smooth, 4 * flow, ...sizeOf(level), ...this.#rings(2))
  }

  /** Explicit diffusion in steps. The corners keep their value. */
  diffuse(level: ScaleLevel, from: Plane, lengths: readonly number[]): void {
    const { flow, steps } = this.#scratch
    this.#values.set(lengths, PLACES.steps / 4)
    this.#functions.diffusePlane(
      ...[from, level.light, flow, steps].map((plane) => 4 * plane),
      PLACES.steps,
      lengths.length,
      ...sizeOf(level),
    )
  }

  /** The slopes of a level, and its response. */
  differentiate(level: ScaleLevel, smooth: Plane): void {
    const { reach, across, down, response } = level
    const { differentiate, differentiateNear } = this.#functions
    const middle = Math.fround(10 / 3)
    const side = Math.fround(1 / Math.fround(2 * reach * Math.fround(middle + 2)))
    this.#coefficients.set([Math.fround(middle * side), side, reach ** 4])
    const run = reach <= 2 ? differentiateNear : differentiate
    const planes = [smooth, across, down, response].map((plane) => 4 * plane)
    run(...planes, ...sizeOf(level), reach, ...this.#rings(5))
  }
}

/** From one row to the next and the length of one, in bytes, and how many there are. */
function sizeOf({ stride, widthPx, heightPx }: ScaleLevel): [number, number, number] {
  return [4 * stride, 4 * widthPx, heightPx]
}

/** The middle weight of a Gaussian of so many pixels, and those beside it. */
function gaussian(length: number, sigma: number): number[] {
  const half = (length - 1) / 2
  const weights = Array.from({ length: half + 1 }, (_, k) => Math.exp((-0.5 * k * k) / (sigma * sigma)))
  const sum = weights.reduce((total, weight) => total + 2 * weight, -weights[0])
  return weights.map((weight) => weight / sum)
}
