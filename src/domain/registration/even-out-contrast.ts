import * as wasm from '../wasm-kernel.ts'
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
  const memory = prepareMemory(widthPx, heightPx)
  new Uint8Array(memory.buffer, memory.dataAt, data.length).set(data)
  const mappings = new Float32Array(tiles * tiles * LEVELS)
  for (let tile = 0; tile < tiles * tiles; tile++) {
    const [left, top] = [(tile % tiles) * tileWidth, Math.floor(tile / tiles) * tileHeight]
    countTile(memory, data, widthPx, {
      columns: columns.subarray(left, left + tileWidth),
      rows: rows.subarray(top, top + tileHeight),
    })
    clip(memory.counts, Math.max(1, Math.floor((clipLimit * tileWidth * tileHeight) / LEVELS)))
    writeMapping(memory.counts, tileWidth * tileHeight, mappings.subarray(tile * LEVELS, (tile + 1) * LEVELS))
  }
  writeShares(across.share, memory.shares)
  for (const { from: top, to: bottom } of stretchesOf(down)) {
    for (const { from: left, to: right } of stretchesOf(across)) {
      const corners = [down.first, down.second].flatMap((rowOf) =>
        [across.first, across.second].map((columnOf) => (rowOf[top] * tiles + columnOf[left]) * LEVELS),
      )
      writeTable(memory.table, mappings, corners)
      blendRows(memory, down.share, { left, right, top, bottom })
    }
  }
  const even = new Uint8Array(data.length)
  takeRows(memory, even, widthPx)
  return { widthPx, heightPx, data: even }
}

// What runs along rows and levels are functions of their own: as one, they were compiled again and again in every thread.

type Memory = ReturnType<typeof prepareMemory>

/** Counts the levels of a tile; beyond the picture's edge a pixel of the mirrored picture is seen. */
function countTile(
  { counts, countLevels }: Memory,
  data: GrayImage['data'],
  widthPx: number,
  { columns, rows }: { readonly columns: Int32Array; readonly rows: Int32Array },
): void {
  counts.fill(0)
  // Of these columns the first ones lie side by side, as they are.
  let shown = 0
  while (shown < columns.length && columns[shown] === columns[0] + shown) shown++
  for (let y = 0; y < rows.length; y++) {
    const row = rows[y] * widthPx
    countLevels(row + columns[0], row + columns[0] + shown)
    for (let x = shown; x < columns.length; x++) counts[data[row + columns[x]]]++
  }
}

function writeTable(table: Float32Array, mappings: Float32Array, corners: readonly number[]): void {
  for (let i = 0; i < table.length; i++) table[i] = mappings[corners[i & 3] + (i >> 2)]
}

function blendRows(
  { blendRow }: Memory,
  shareDown: Float32Array,
  { left, right, top, bottom }: Record<'left' | 'right' | 'top' | 'bottom', number>,
): void {
  for (let y = top; y < bottom; y++) blendRow(left, right, y, shareDown[y])
}

function takeRows({ rowOf }: Memory, even: Uint8Array, widthPx: number): void {
  for (let start = 0, y = 0; start < even.length; start += widthPx, y++) even.set(rowOf(y), start)
}

let kernel: wasm.Kernel | undefined

/** Where in the memory lies what a row is blended with: what the upper and the lower tiles count, and their levels. */
const PLACES = { up: 0, down: 4, counts: 16, table: 16 + 4 * LEVELS, shares: 16 + 20 * LEVELS } as const
/** So many pixels are blended at once; the last ones of a row may be too many. */
const TOGETHER = 4

/** A picture and its tiles in WebAssembly memory; there is one at a time. */
function prepareMemory(widthPx: number, heightPx: number) {
  kernel ??= wasm.buildKernel([describeCountLevels(), describeBlendRow()])
  const stride = widthPx + TOGETHER
  const dataAt = PLACES.shares + 16 * stride
  const evenAt = dataAt + widthPx * heightPx + TOGETHER
  wasm.ensureBytes(kernel, evenAt + stride * heightPx + 16)
  const { memory, functions } = kernel
  const { buffer } = memory
  const ofRow = new Float32Array(buffer, PLACES.up, 2)
  return {
    buffer,
    dataAt,
    counts: new Int32Array(buffer, PLACES.counts, LEVELS),
    /** By level: what it becomes in the upper left, the upper right, the lower left and the lower right tile. */
    table: new Float32Array(buffer, PLACES.table, 4 * LEVELS),
    shares: new Float32Array(buffer, PLACES.shares, 4 * widthPx),
    countLevels: (from: number, to: number): void => functions['countLevels'](dataAt + from, dataAt + to),
    blendRow: (left: number, right: number, y: number, down: number): void => {
      ofRow.set([1 - down, down])
      const from = dataAt + y * widthPx
      const to = evenAt + y * stride + left
      functions['blendRow'](from + left, from + right, to, PLACES.shares + 16 * left)
    },
    rowOf: (y: number) => new Uint8Array(buffer, evenAt + y * stride, widthPx),
  }
}

/** What the left and the right tiles count at each pixel, once for the upper and once for the lower ones. */
function writeShares(right: Float32Array, shares: Float32Array): void {
  for (let x = 0; x < right.length; x++) {
    shares[4 * x] = shares[4 * x + 2] = 1 - right[x]
    shares[4 * x + 1] = shares[4 * x + 3] = right[x]
  }
}

function describeCountLevels(): wasm.KernelFunction {
  const { get, set, add, constant } = wasm
  const [from, end, count] = [0, 1, 2]
  return {
    name: 'countLevels',
    parameters: 2,
    locals: ['i32'],
    body: wasm.whileTrue(wasm.lessThan(get(from), get(end)), [
      set(count, wasm.shiftLeft(wasm.loadOneOf8(get(from)), constant(2))),
      wasm.store(get(count), add(wasm.load(get(count), PLACES.counts), constant(1)), PLACES.counts),
      set(from, add(get(from), constant(1))),
    ]),
  }
}

/** Of four pixels at once: their levels in the four tiles around, blended across and then down. */
function describeBlendRow(): wasm.KernelFunction {
  const { get, set, add, constant, chooseFour, timesFour, addFour } = wasm
  const [from, end, to, shares] = [0, 1, 2, 3]
  const [up, down, first, second, third, fourth] = [4, 5, 6, 7, 8, 9]
  const pixels = [first, second, third, fourth]
  const inTiles = (k: number) =>
    timesFour(
      wasm.loadFour(wasm.shiftLeft(wasm.loadOneOf8(get(from), k), constant(4)), PLACES.table),
      wasm.loadFour(get(shares), 16 * k),
    )
  /** Of two pixels what is above, and what is below. */
  const acrossOf = (a: number, b: number) =>
    addFour(chooseFour(get(a), get(b), [0, 4, 2, 6]), chooseFour(get(a), get(b), [1, 5, 3, 7]))
  const above = chooseFour(get(first), get(third), [0, 1, 4, 5])
  const below = chooseFour(get(first), get(third), [2, 3, 6, 7])
  const blended = addFour(timesFour(above, get(up)), timesFour(below, get(down)))
  const advance = (local: number, bytes: number) => set(local, add(get(local), constant(bytes)))
  return {
    name: 'blendRow',
    parameters: 4,
    locals: Array<'v128'>(6).fill('v128'),
    body: [
      set(up, wasm.loadFourTimes(constant(PLACES.up))),
      set(down, wasm.loadFourTimes(constant(PLACES.down))),
      wasm.whileTrue(wasm.lessThan(get(from), get(end)), [
        pixels.map((pixel, k) => set(pixel, inTiles(k))),
        [set(first, acrossOf(first, second)), set(third, acrossOf(third, fourth))],
        wasm.storeFourIn8(get(to), wasm.wholeFour(wasm.nearestFour(blended))),
        [advance(from, TOGETHER), advance(to, TOGETHER), advance(shares, 16 * TOGETHER)],
      ]),
    ],
  }
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
