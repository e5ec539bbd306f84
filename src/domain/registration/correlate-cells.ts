import type { SkinPicture } from './skin-picture.ts'

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
  // As numbers are calculated with, so that they are not converted over and over.
  const a = Float64Array.from(before.data)
  const b = Float64Array.from(after.data)
  const { start, end } = rowSpans(before)
  for (let y = 0; y < heightPx; y++) {
    const row = Math.floor(y / CELL) * columns
    const lowest = Math.max(-reach, -y)
    const highest = Math.min(reach, heightPx - 1 - y)
    for (let from = start[y]; from < end[y];) {
      const column = Math.floor(from / CELL)
      const to = Math.min(end[y], (column + 1) * CELL)
      const cell = (row + column) * shifts
      // Of cells amidst the picture every shift is seen whole.
      const lastOfFour = from >= reach && to + reach <= widthPx ? reach - 3 : -Infinity
      for (let dy = lowest; dy <= highest; dy++) {
        const k = cell + (dy + reach) * side + reach
        const across = (y + dy) * widthPx
        let dx = -reach
        // Four shifts at once: each sum waits for itself only.
        for (; dx <= lastOfFour; dx += 4) {
          let sum0 = 0
          let sum1 = 0
          let sum2 = 0
          let sum3 = 0
          for (let i = y * widthPx + from, j = across + from + dx; i < y * widthPx + to; i++, j++) {
            const value = a[i]
            sum0 += value * b[j]
            sum1 += value * b[j + 1]
            sum2 += value * b[j + 2]
            sum3 += value * b[j + 3]
          }
          correlations[k + dx] += sum0
          correlations[k + dx + 1] += sum1
          correlations[k + dx + 2] += sum2
          correlations[k + dx + 3] += sum3
        }
        for (; dx <= reach; dx++) {
          let sum = 0
          const last = Math.min(to, widthPx - dx)
          for (let x = Math.max(from, -dx); x < last; x++) sum += a[y * widthPx + x] * b[across + x + dx]
          correlations[k + dx] += sum
        }
      }
      from = to
    }
  }
  return { columns, rows, reach, shifts, correlations, ...structureOf(before, after, columns, rows) }
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
