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
  for (let y = 0, i = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, i++) {
      data[i] = small.data[(y + topPx) * small.widthPx + x + leftPx]
    }
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
function maskOf(
  region: readonly Point[],
  { leftPx, topPx, widthPx, heightPx, stepPx }: GridWindow,
): Uint8Array {
  const mask = new Uint8Array(widthPx * heightPx)
  for (let row = 0; row < heightPx; row++) {
    const y = (row + topPx + 0.5) * stepPx
    const crossings = region.flatMap(([x1, y1], i) => {
      const [x2, y2] = region[(i + 1) % region.length]
      return y1 > y === y2 > y ? [] : [(x1 + ((x2 - x1) * (y - y1)) / (y2 - y1)) / stepPx - leftPx - 0.5]
    })
    crossings.sort((a, b) => a - b)
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = Math.max(0, Math.ceil(crossings[k]))
      const to = Math.min(widthPx, Math.ceil(crossings[k + 1]))
      if (to > from) mask.fill(1, row * widthPx + from, row * widthPx + to)
    }
  }
  return mask
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
