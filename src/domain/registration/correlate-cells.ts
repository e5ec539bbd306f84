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
  const a = before.data
  const b = after.data
  const { start, end } = rowSpans(before)
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const k = (dy + reach) * side + dx + reach
      for (let y = Math.max(0, -dy); y < Math.min(heightPx, heightPx - dy); y++) {
        const row = Math.floor(y / CELL) * columns
        const last = Math.min(end[y], widthPx - dx)
        for (let x = Math.max(start[y], -dx); x < last;) {
          const column = Math.floor(x / CELL)
          const stop = Math.min(last, (column + 1) * CELL)
          let sum = 0
          for (let i = y * widthPx + x, j = i + dy * widthPx + dx; x < stop; x++, i++, j++) sum += a[i] * b[j]
          correlations[(row + column) * shifts + k] += sum
        }
      }
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
