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
  /** (2 reach + 1) squared. */
  readonly shifts: number
  /** Sum of products, by cell and then by shift, row by row. */
  readonly correlations: Float32Array
  /** By cell: the mean structure of both pictures, their energy, and how many pixels both show. */
  readonly xx: Float64Array
  readonly xy: Float64Array
  readonly yy: Float64Array
  readonly energy: Float64Array
  readonly seen: Float64Array
}

/** Correlates two pictures of one size for every shift up to `reach` pixels. */
export function correlateCells(before: SkinPicture, after: SkinPicture, reach: number): CellCorrelations {
  const { widthPx, heightPx } = before
  const columns = Math.ceil(widthPx / CELL)
  const rows = Math.ceil(heightPx / CELL)
  const side = 2 * reach + 1
  const shifts = side * side
  const correlations = new Float32Array(columns * rows * shifts)
  kernel ??= wasm.buildKernel([describeCorrelate()])
  // Zeros around the second picture, so that every shift is seen whole, and sums in fours.
  const paddedSide = 4 * Math.ceil(side / 4)
  const paddedWidth = widthPx + 2 * reach + 4
  const secondAt = 8 * widthPx * heightPx
  const sumsAt = secondAt + 8 * paddedWidth * heightPx
  wasm.ensureBytes(kernel, sumsAt + 4 * columns * rows * side * paddedSide)
  const { buffer } = kernel.memory
  new Float64Array(buffer, 0, widthPx * heightPx).set(before.data)
  const second = new Float64Array(buffer, secondAt, paddedWidth * heightPx).fill(0)
  for (let y = 0; y < heightPx; y++) {
    second.set(after.data.subarray(y * widthPx, (y + 1) * widthPx), y * paddedWidth + reach)
  }
  const sums = new Float32Array(buffer, sumsAt, columns * rows * side * paddedSide).fill(0)
  const { correlate } = kernel.functions
  const { start, end } = rowSpans(before)
  for (let y = 0; y < heightPx; y++) {
    const row = Math.floor(y / CELL) * columns
    const lowest = Math.max(-reach, -y)
    const highest = Math.min(reach, heightPx - 1 - y)
    for (let from = start[y]; from < end[y];) {
      const column = Math.floor(from / CELL)
      const to = Math.min(end[y], (column + 1) * CELL)
      const first = 8 * (y * widthPx + from)
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
  for (let line = 0; line < columns * rows * side; line++) {
    correlations.set(sums.subarray(line * paddedSide, line * paddedSide + side), line * side)
  }
  return { columns, rows, reach, shifts, correlations, ...structureOf(before, after, columns, rows) }
}

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
