import type { MeasuringWarp } from '../measuring-warp.ts'
import type { Point } from '../transform.ts'
import { bandPicture, type Band } from './band-picture.ts'
import type { GrayImage } from './gray-image.ts'
import { shrinkGray } from './shrink-gray.ts'
import { localTurnAndScale } from './local-turn.ts'
import { layOver, type GridWindow, type MaskedPhoto } from './lay-over.ts'

/** The skin of one photo at middling sizes, in a window of the before photo; zero outside the mask. */
export interface SkinPicture {
  readonly widthPx: number
  readonly heightPx: number
  readonly mask: Uint8Array
  readonly data: Float32Array
}

/** How finely skin is looked at. */
export interface SkinLevel {
  /** Pixels of the working photo, along one side, to one pixel of the picture. */
  readonly shrink: number
  readonly bands: readonly Band[]
  /** Distance of the patches that are looked for, in cells of 12 pixels. */
  readonly stepCells: number
}

/** The before photo's skin at one level, and what is needed to lay the after photo over it. */
export interface SkinPair {
  readonly level: SkinLevel
  /** Where the window begins, in pixels of the level. */
  readonly leftPx: number
  readonly topPx: number
  readonly before: SkinPicture
  /** The after photo, so many times smaller, and where its head is; every size is made once. */
  readonly afterAt: (shrink: number) => MaskedPhoto
}

/** Both photos and where their skin is, in working pixels. */
export interface SkinPhotos {
  readonly before: GrayImage
  readonly after: GrayImage
  readonly beforeRegion: readonly Point[]
  readonly afterRegion: readonly Point[] | null
}

/** Pigment dots and pores are finer than the bands, shadows and shine are wider. */
export const FINE_LEVEL: SkinLevel = {
  shrink: 2,
  stepCells: 3,
  bands: [
    [1.6, 5],
    [3, 9],
  ],
}
/** What is finer than all that skin is followed by, as far as a picture of half the size shows it. */
export const DETAIL_LEVEL: SkinLevel = { shrink: 2, stepCells: 2, bands: [[0, 1]] }
export const COARSE_LEVEL: SkinLevel = { shrink: 4, stepCells: 1, bands: [[1.4, 4]] }
const SMALLEST_SIDE_PX = 48

/** Looks at the before photo's skin; null where there is too little of it. */
export function prepareSkin(
  { before, after, beforeRegion, afterRegion }: SkinPhotos,
  level: SkinLevel,
): SkinPair | null {
  const { shrink } = level
  const small = shrunk(before, shrink)
  const xs = beforeRegion.map(([x]) => x / shrink)
  const ys = beforeRegion.map(([, y]) => y / shrink)
  const leftPx = Math.max(0, Math.floor(Math.min(...xs)))
  const topPx = Math.max(0, Math.floor(Math.min(...ys)))
  const widthPx = Math.min(small.widthPx, Math.ceil(Math.max(...xs))) - leftPx
  const heightPx = Math.min(small.heightPx, Math.ceil(Math.max(...ys))) - topPx
  if (Math.min(widthPx, heightPx) * shrink < SMALLEST_SIDE_PX) return null
  const data = new Float32Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) {
    const start = (y + topPx) * small.widthPx + leftPx
    data.set(small.data.subarray(start, start + widthPx), y * widthPx)
  }
  const mask = maskOf(beforeRegion, { leftPx, topPx, widthPx, heightPx, stepPx: shrink })
  const picture = {
    widthPx,
    heightPx,
    mask,
    data: bandPicture({ widthPx, heightPx, data }, mask, level.bands),
  }
  const sizes = new Map<number, MaskedPhoto>()
  const afterAt = (factor: number): MaskedPhoto => {
    const known = sizes.get(factor)
    if (known) return known
    const gray = shrunk(after, factor)
    const window = { leftPx: 0, topPx: 0, widthPx: gray.widthPx, heightPx: gray.heightPx, stepPx: factor }
    const own = afterRegion
      ? maskOf(afterRegion, window)
      : new Uint8Array(gray.widthPx * gray.heightPx).fill(1)
    const size = { shrink: factor, gray, mask: own }
    sizes.set(factor, size)
    return size
  }
  return { level, leftPx, topPx, before: picture, afterAt }
}

const madeSmaller = new WeakMap<GrayImage, Map<number, GrayImage>>()

/** A photo so many times smaller along one side; every size is made once, whichever level asks for it. */
function shrunk(gray: GrayImage, factor: number): GrayImage {
  if (factor === 1) return gray
  const sizes = madeSmaller.get(gray) ?? new Map<number, GrayImage>()
  madeSmaller.set(gray, sizes)
  const smaller =
    sizes.get(factor) ??
    shrinkGray(
      gray,
      Math.max(1, Math.round(gray.widthPx / factor)),
      Math.max(1, Math.round(gray.heightPx / factor)),
    )
  sizes.set(factor, smaller)
  return smaller
}

/** The pixels of a window whose centres lie in a region, row by row where its sides cross them. */
function maskOf(region: readonly Point[], window: GridWindow): Uint8Array {
  const { widthPx, heightPx } = window
  const mask = new Uint8Array(widthPx * heightPx)
  const xs = Float64Array.from(region, ([x]) => x)
  const ys = Float64Array.from(region, ([, y]) => y)
  for (let i = 0; i < xs.length; i++) {
    const next = (i + 1) % xs.length
    markCrossings(mask, window, [xs[i], ys[i], xs[next], ys[next]])
  }
  for (let row = 0; row < heightPx; row++) fillBetween(mask, row * widthPx, widthPx)
  return mask
}

/** Marks where a side crosses the rows, or turns back a mark that was there. */
function markCrossings(
  mask: Uint8Array,
  { leftPx, topPx, widthPx, heightPx, stepPx }: GridWindow,
  [x1, y1, x2, y2]: readonly [number, number, number, number],
): void {
  const rowOf = (y: number) => Math.floor(y / stepPx - topPx - 0.5)
  const last = Math.min(heightPx - 1, rowOf(Math.max(y1, y2)) + 1)
  for (let row = Math.max(0, rowOf(Math.min(y1, y2)) - 1); row <= last; row++) {
    const y = (row + topPx + 0.5) * stepPx
    if (y1 > y === y2 > y) continue
    const crossing = (x1 + ((x2 - x1) * (y - y1)) / (y2 - y1)) / stepPx - leftPx - 0.5
    const from = Math.max(0, Math.ceil(crossing))
    if (from < widthPx) mask[row * widthPx + from] ^= 1
  }
}

/** From one mark to the next lies what is inside. */
function fillBetween(mask: Uint8Array, start: number, widthPx: number): void {
  let isInside = 0
  for (let i = start; i < start + widthPx; i++) {
    isInside ^= mask[i]
    mask[i] = isInside
  }
}

/** The after photo's skin as the warp lays it over the before photo. */
export function layOverBefore(pair: SkinPair, warp: MeasuringWarp): SkinPicture {
  const { leftPx, topPx, level } = pair
  const { widthPx, heightPx } = pair.before
  const { logScale } = localTurnAndScale(warp, warp.centre)
  // As fine as the before photo, to half or double: no more is asked of an enlargement than it shows.
  const octave = Math.max(-1, Math.min(1, Math.round(logScale / Math.LN2)))
  const size = pair.afterAt(level.shrink * 2 ** octave)
  const { data, mask } = layOver(warp, { leftPx, topPx, widthPx, heightPx, stepPx: level.shrink }, size)
  return { widthPx, heightPx, mask, data: bandPicture({ widthPx, heightPx, data }, mask, level.bands) }
}
