import type { GrayImage } from '../gray-image.ts'
import { PLACES } from './akaze-kernel.ts'
import { MARGIN, MOST_STEPS, RING_ROWS, STEP_ROWS } from './plane-sizes.ts'

/** One level of a scale space: the picture so much smoothed, and what is asked of it. Planes have margins. */
export interface ScaleLevel {
  readonly widthPx: number
  readonly heightPx: number
  /** Pixels from one row of a plane to the next. */
  readonly stride: number
  /** Pixels of the picture, along one side, to one of the level. */
  readonly ratio: number
  /** How much the picture is smoothed, in pixels of the picture. */
  readonly sigma: number
  /** The reach of the derivatives, in pixels of the level. */
  readonly reach: number
  /** The picture, its slopes across and down, and its response: the determinant of its second derivatives. */
  readonly light: Plane
  readonly across: Plane
  readonly down: Plane
  readonly response: Plane
}

/** Where the first pixel of a plane lies: the index of a single-precision number. */
export type Plane = number

/** All levels of a picture, finest first; there is one at a time, and building another ends it. */
export interface ScaleSpace {
  readonly levels: readonly ScaleLevel[]
  /** The numbers all planes lie in. */
  readonly values: Float32Array
}

/** A plane and its size. */
export interface SizedPlane {
  readonly widthPx: number
  readonly heightPx: number
  readonly stride: number
  readonly plane: Plane
}

const OCTAVES = 4
const LEVELS_OF_OCTAVE = 4
export const FINEST_SIGMA = Math.fround(1.6)
/** How far derivatives reach, and how large spots are, in times what a level is smoothed by. */
export const DERIVATIVE_FACTOR = 1.5
const SMALLEST_OCTAVE = { widthPx: 80, heightPx: 40 }

/** Planes that are used again by every level, and what is kept of a few rows only. */
export interface Scratch {
  readonly raw: Plane
  readonly smooth: Plane
  readonly flow: Plane
  /** The latest rows of what is calculated on the way, `RING_ROWS` each. */
  readonly rings: readonly Plane[]
  /** The latest rows after each step of diffusion. */
  readonly steps: Plane
}

/** Where the levels of a picture's scale space lie, and what is needed to build it. */
export function layOutLevels({ widthPx, heightPx }: GrayImage): {
  levels: ScaleLevel[]
  scratch: Scratch
  bytes: number
} {
  let next = PLACES.planes / 4
  const plane = (stride: number, rows: number): Plane => {
    const start = next + MARGIN
    next += stride * rows
    return start
  }
  const levels: ScaleLevel[] = []
  for (let octave = 0; octave < OCTAVES; octave++) {
    const ratio = 2 ** octave
    const [width, height] = [Math.floor(widthPx / ratio), Math.floor(heightPx / ratio)]
    const isTooSmall = width < SMALLEST_OCTAVE.widthPx || height < SMALLEST_OCTAVE.heightPx
    if (isTooSmall && octave > 0) break
    const stride = strideOf(width)
    for (let sublevel = 0; sublevel < LEVELS_OF_OCTAVE; sublevel++) {
      const growth = Math.fround(2 ** (sublevel / LEVELS_OF_OCTAVE + octave))
      const sigma = Math.fround(FINEST_SIGMA * growth)
      levels.push({
        widthPx: width,
        heightPx: height,
        stride,
        ratio,
        sigma,
        reach: Math.round(Math.fround(sigma * DERIVATIVE_FACTOR) / ratio),
        light: plane(stride, height),
        across: plane(stride, height),
        down: plane(stride, height),
        response: plane(stride, height),
      })
    }
  }
  const stride = strideOf(widthPx)
  const scratch: Scratch = {
    raw: plane(stride, heightPx),
    smooth: plane(stride, heightPx),
    flow: plane(stride, heightPx),
    rings: Array.from({ length: 5 }, () => plane(stride, RING_ROWS)),
    steps: plane(stride, STEP_ROWS * MOST_STEPS),
  }
  return { levels, scratch, bytes: 4 * next }
}

/** Whole fours, so that every row begins where four numbers are loaded best. */
function strideOf(widthPx: number): number {
  return 4 * Math.ceil(widthPx / 4) + 2 * MARGIN
}
