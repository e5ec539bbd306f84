import { roundHalfEven } from './akaze/round-half-even.ts'
import type { GrayImage } from './gray-image.ts'

const LEVELS = 256

/** How strongly contrast may be raised, in times that of even levels, and how many tiles lie side by side either way. */
export interface EvenOutOptions {
  readonly clipLimit: number
  readonly tiles: number
}

/**
 * Evens out local contrast: each tile's levels are spread by its own histogram, none of whose bins counts more than the
 * limit, and between the middles of tiles the results are blended (Zuiderveld, Contrast Limited Adaptive Histogram
 * Equalization, 1994). What is over the limit is shared among all bins. A picture that tiles do not divide goes on mirrored
 * beyond its right and lower edge. Sums are rounded to single precision, as OpenCV does: features stay the same in every bit.
 */
export function evenOutContrast(
  { widthPx, heightPx, data }: GrayImage,
  { clipLimit, tiles }: EvenOutOptions,
): GrayImage {
  const isDivided = widthPx % tiles === 0 && heightPx % tiles === 0
  const tileSize = (sidePx: number) => (isDivided ? sidePx : sidePx + tiles - (sidePx % tiles)) / tiles
  const [tileWidth, tileHeight] = [tileSize(widthPx), tileSize(heightPx)]
  const [across, down] = [blendsAlong(widthPx, tileWidth, tiles), blendsAlong(heightPx, tileHeight, tiles)]
  const [columns, rows] = [
    mirroredPlaces(widthPx, tileWidth * tiles),
    mirroredPlaces(heightPx, tileHeight * tiles),
  ]
  const mappings = new Float32Array(tiles * tiles * LEVELS)
  for (let tile = 0; tile < tiles * tiles; tile++) {
    const [left, top] = [(tile % tiles) * tileWidth, Math.floor(tile / tiles) * tileHeight]
    const counts = new Int32Array(LEVELS)
    for (let y = top; y < top + tileHeight; y++) {
      countLevels(data, rows[y] * widthPx, columns.subarray(left, left + tileWidth), counts)
    }
    clip(counts, Math.max(1, Math.floor((clipLimit * tileWidth * tileHeight) / LEVELS)))
    writeMapping(counts, tileWidth * tileHeight, mappings.subarray(tile * LEVELS, (tile + 1) * LEVELS))
  }
  const even = new Uint8Array(data.length)
  const of = (row: number, column: number) => {
    const start = (row * tiles + column) * LEVELS
    return mappings.subarray(start, start + LEVELS)
  }
  for (const { from: top, to: bottom } of stretchesOf(down)) {
    for (const { from: left, to: right } of stretchesOf(across)) {
      const corners = [down.first, down.second].flatMap((rowOf) =>
        [across.first, across.second].map((columnOf) => of(rowOf[top], columnOf[left])),
      )
      const [shareAcross, shareDown] = [across.share.subarray(left, right), down.share.subarray(top, bottom)]
      blend(data, even, { start: top * widthPx + left, widthPx, shareAcross, shareDown }, corners)
    }
  }
  return { widthPx, heightPx, data: even }
}

/** By pixel: the two tiles whose middles it lies between, and what the second one counts. */
interface Blends {
  readonly first: Int32Array
  readonly second: Int32Array
  readonly share: Float32Array
}

function blendsAlong(sidePx: number, tilePx: number, tiles: number): Blends {
  const first = new Int32Array(sidePx)
  const second = new Int32Array(sidePx)
  const share = new Float32Array(sidePx)
  const perPixel = Math.fround(1 / tilePx)
  for (let i = 0; i < sidePx; i++) {
    const place = Math.fround(Math.fround(i * perPixel) - 0.5)
    const before = Math.floor(place)
    share[i] = place - before
    first[i] = Math.max(before, 0)
    second[i] = Math.min(before + 1, tiles - 1)
  }
  return { first, second, share }
}

/** The stretches that lie between the middles of the same two tiles. */
function stretchesOf({ first, second }: Blends): { readonly from: number; readonly to: number }[] {
  const starts = Array.from(first.keys()).filter(
    (i) => first[i] !== first[i - 1] || second[i] !== second[i - 1],
  )
  return starts.map((from, k) => ({ from, to: starts[k + 1] ?? first.length }))
}

/** Which pixel is seen at each place of a longer line, mirrored at the last one. */
function mirroredPlaces(sidePx: number, longerPx: number): Int32Array {
  return Int32Array.from({ length: longerPx }, (_, i) => (i < sidePx ? i : Math.max(0, 2 * sidePx - 2 - i)))
}

function countLevels(data: GrayImage['data'], start: number, columns: Int32Array, counts: Int32Array): void {
  for (let x = 0; x < columns.length; x++) counts[data[start + columns[x]]]++
}

/** Takes what is over the limit from each bin and shares it among all, the rest among bins that lie evenly apart. */
function clip(counts: Int32Array, limit: number): void {
  let over = 0
  for (let level = 0; level < LEVELS; level++) {
    over += Math.max(0, counts[level] - limit)
    counts[level] = Math.min(counts[level], limit)
  }
  const each = Math.floor(over / LEVELS)
  for (let level = 0; level < LEVELS; level++) counts[level] += each
  let rest = over - each * LEVELS
  const step = Math.max(1, Math.floor(LEVELS / rest))
  for (let level = 0; level < LEVELS && rest > 0; level += step, rest--) counts[level]++
}

function writeMapping(counts: Int32Array, total: number, mapping: Float32Array): void {
  const scale = Math.fround((LEVELS - 1) / total)
  let sum = 0
  for (let level = 0; level < LEVELS; level++) {
    sum += counts[level]
    mapping[level] = Math.min(LEVELS - 1, roundHalfEven(Math.fround(sum * scale)))
  }
}

/** A rectangle of the picture, and what the right and the lower tiles count in it. */
interface Rectangle {
  readonly start: number
  readonly widthPx: number
  readonly shareAcross: Float32Array
  readonly shareDown: Float32Array
}

function blend(
  data: GrayImage['data'],
  even: Uint8Array,
  { start, widthPx, shareAcross, shareDown }: Rectangle,
  corners: readonly Float32Array[],
): void {
  for (let y = 0; y < shareDown.length; y++) {
    blendRow(data, even, start + y * widthPx, shareAcross, shareDown[y], corners)
  }
}

function blendRow(
  data: GrayImage['data'],
  even: Uint8Array,
  start: number,
  shareAcross: Float32Array,
  down: number,
  [upperLeft, upperRight, lowerLeft, lowerRight]: readonly Float32Array[],
): void {
  const f = Math.fround
  const up = f(1 - down)
  for (let x = 0; x < shareAcross.length; x++) {
    const level = data[start + x]
    const right = shareAcross[x]
    const left = f(1 - right)
    const above = f(f(upperLeft[level] * left) + f(upperRight[level] * right))
    const below = f(f(lowerLeft[level] * left) + f(lowerRight[level] * right))
    even[start + x] = roundHalfEven(f(f(above * up) + f(below * down)))
  }
}
