import type { SkinPicture } from './skin-picture.ts'
import * as wasm from '../wasm-kernel.ts'

/** Side of a cell in pixels of the pictures. */
export const CELL = 12

/** How two pictures agree, cell by cell, when the second is moved a little. */
export interface CellCorrelations {
  readonly columns: number
  readonly rows: number
  /** Shifts reach from -reach to reach, across and down. */
  readonly reach: number
  /**
   * Adds up cells, each times what it counts: the sum of products by shift, row by row. Only until the next two pictures are
   * correlated.
   */
  readonly surfaceOf: (cells: readonly CountedCell[]) => Float64Array
  /** By cell: the mean structure of both pictures, their energy, and how many pixels both show. */
  readonly xx: Float64Array
  readonly xy: Float64Array
  readonly yy: Float64Array
  readonly energy: Float64Array
  readonly seen: Float64Array
}

/** A cell, row by row, and what it counts. */
export interface CountedCell {
  readonly cell: number
  readonly weight: number
}

/** Correlates two pictures of one size for every shift up to `reach` pixels. */
export function correlateCells(before: SkinPicture, after: SkinPicture, reach: number): CellCorrelations {
  const { widthPx, heightPx } = before
  const columns = Math.ceil(widthPx / CELL)
  const rows = Math.ceil(heightPx / CELL)
  const side = 2 * reach + 1
  kernel ??= wasm.buildKernel([describeCorrelate(), describeAddCell()])
  // Zeros around the second picture, so that every shift is seen whole, and sums in fours.
  const paddedSide = 4 * Math.ceil(side / 4)
  const paddedWidth = widthPx + 2 * reach + 4
  const firstAt = SURFACE_AT + 8 * side * paddedSide
  const secondAt = firstAt + 8 * widthPx * heightPx
  const sumsAt = secondAt + 8 * paddedWidth * heightPx
  wasm.ensureBytes(kernel, sumsAt + 4 * columns * rows * side * paddedSide)
  const { buffer } = kernel.memory
  new Float64Array(buffer, firstAt, widthPx * heightPx).set(before.data)
  const second = new Float64Array(buffer, secondAt, paddedWidth * heightPx).fill(0)
  for (let y = 0; y < heightPx; y++) {
    second.set(after.data.subarray(y * widthPx, (y + 1) * widthPx), y * paddedWidth + reach)
  }
  new Float32Array(buffer, sumsAt, columns * rows * side * paddedSide).fill(0)
  const { correlate, addCell } = kernel.functions
  const { start, end } = rowSpans(before)
  for (let y = 0; y < heightPx; y++) {
    const row = Math.floor(y / CELL) * columns
    const lowest = Math.max(-reach, -y)
    const highest = Math.min(reach, heightPx - 1 - y)
    for (let from = start[y]; from < end[y];) {
      const column = Math.floor(from / CELL)
      const to = Math.min(end[y], (column + 1) * CELL)
      const first = firstAt + 8 * (y * widthPx + from)
      const shifted = secondAt + 8 * ((y + lowest) * paddedWidth + from)
      const cellAt = sumsAt + 4 * (row + column) * side * paddedSide
      correlate(
        first,
        first + 8 * (to - from),
        shifted,
        8 * paddedWidth,
        cellAt + 4 * (lowest + reach) * paddedSide,
        cellAt + 4 * (highest + reach + 1) * paddedSide,
        4 * paddedSide,
      )
      from = to
    }
  }
  const weightOf = new Float64Array(buffer, 0, 1)
  const padded = new Float64Array(buffer, SURFACE_AT, side * paddedSide)
  const surfaceOf = (cells: readonly CountedCell[]): Float64Array => {
    padded.fill(0)
    for (const { cell, weight } of cells) {
      weightOf[0] = weight
      addCell(sumsAt + 4 * cell * side * paddedSide, SURFACE_AT, SURFACE_AT + padded.byteLength)
    }
    const surface = new Float64Array(side * side)
    for (let line = 0; line < side; line++)
      surface.set(padded.subarray(line * paddedSide, line * paddedSide + side), line * side)
    return surface
  }
  return { columns, rows, reach, surfaceOf, ...structureOf(before, after, columns, rows) }
}

/** Where in the memory the surface lies; before it, what a cell counts. */
const SURFACE_AT = 16

let kernel: wasm.Kernel | undefined

/**
 * Of one row of a cell: the sums of its products with the second picture, moved down by one row after the other and across by
 * one pixel after the other, four sums at once. Each is added up in its own order, as one at a time would be.
 */
function describeCorrelate(): wasm.KernelFunction {
  const { get, set, add, constant } = wasm
  const [first, firstEnd, second, secondRow, out, outEnd, outRow] = [0, 1, 2, 3, 4, 5, 6]
  const [i, j, across, rowEnd, value, left, right] = [7, 8, 9, 10, 11, 12, 13]
  const advance = (local: number, bytes: number) => set(local, add(get(local), constant(bytes)))
  const addProducts = (sum: number, offset: number) =>
    set(sum, wasm.addTwo(get(sum), wasm.timesTwo(get(value), wasm.loadTwo(get(j), offset))))
  const keep = (sum: number, offset: number) =>
    wasm.storeTwoSingle(get(out), wasm.addTwo(wasm.loadTwoSingle(get(out), offset), get(sum)), offset)
  return {
    name: 'correlate',
    parameters: 7,
    locals: ['i32', 'i32', 'i32', 'i32', 'v128', 'v128', 'v128'],
    body: wasm.whileTrue(wasm.lessThan(get(out), get(outEnd)), [
      [set(across, get(second)), set(rowEnd, add(get(out), get(outRow)))],
      wasm.whileTrue(wasm.lessThan(get(out), get(rowEnd)), [
        [set(left, wasm.zeroTwice), set(right, wasm.zeroTwice)],
        [set(i, get(first)), set(j, get(across))],
        wasm.whileTrue(wasm.lessThan(get(i), get(firstEnd)), [
          set(value, wasm.loadTwice(get(i))),
          [addProducts(left, 0), addProducts(right, 16)],
          [advance(i, 8), advance(j, 8)],
        ]),
        [keep(left, 0), keep(right, 8)],
        [advance(out, 16), advance(across, 32)],
      ]),
      set(second, add(get(second), get(secondRow))),
    ]),
  }
}

/** Adds a cell's sums, each times what the cell counts, to a surface. */
function describeAddCell(): wasm.KernelFunction {
  const { get, set, add, constant } = wasm
  const [from, out, outEnd, weight] = [0, 1, 2, 3]
  const addTwo = (k: number) =>
    wasm.storeTwo(
      get(out),
      wasm.addTwo(
        wasm.loadTwo(get(out), 16 * k),
        wasm.timesTwo(get(weight), wasm.loadTwoSingle(get(from), 8 * k)),
      ),
      16 * k,
    )
  return {
    name: 'addCell',
    parameters: 3,
    locals: ['v128'],
    body: [
      set(weight, wasm.loadTwice(constant(0))),
      wasm.whileTrue(wasm.lessThan(get(out), get(outEnd)), [
        [addTwo(0), addTwo(1)],
        [set(from, add(get(from), constant(16))), set(out, add(get(out), constant(32)))],
      ]),
    ],
  }
}

/** The first pixel of the mask in every row, and the one after the last. */
function rowSpans({ widthPx, heightPx, mask }: SkinPicture): { start: Int32Array; end: Int32Array } {
  const start = new Int32Array(heightPx).fill(widthPx)
  const end = new Int32Array(heightPx)
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      if (mask[y * widthPx + x] === 0) continue
      start[y] = Math.min(start[y], x)
      end[y] = x + 1
    }
  }
  return { start, end }
}

function structureOf(before: SkinPicture, after: SkinPicture, columns: number, rows: number) {
  const { widthPx, heightPx } = before
  const column = () => new Float64Array(columns * rows)
  const [xx, xy, yy, energy, seen] = [column(), column(), column(), column(), column()]
  const a = before.data
  const b = after.data
  for (let y = 1; y < heightPx - 1; y++) {
    for (let x = 1; x < widthPx - 1; x++) {
      const i = y * widthPx + x
      if (!isShown(before, i) || !isShown(after, i)) continue
      const cell = Math.floor(y / CELL) * columns + Math.floor(x / CELL)
      const ax = (a[i + 1] - a[i - 1]) / 2
      const ay = (a[i + widthPx] - a[i - widthPx]) / 2
      const bx = (b[i + 1] - b[i - 1]) / 2
      const by = (b[i + widthPx] - b[i - widthPx]) / 2
      xx[cell] += (ax * ax + bx * bx) / 2
      xy[cell] += (ax * ay + bx * by) / 2
      yy[cell] += (ay * ay + by * by) / 2
      energy[cell] += a[i] * a[i] + b[i] * b[i]
      seen[cell]++
    }
  }
  return { xx, xy, yy, energy, seen }
}

/** Whether a pixel and its four neighbours lie on skin: else its structure would be the mask's. */
function isShown({ mask, widthPx }: SkinPicture, i: number): boolean {
  return mask[i] + mask[i - 1] + mask[i + 1] + mask[i - widthPx] + mask[i + widthPx] === 5
}
