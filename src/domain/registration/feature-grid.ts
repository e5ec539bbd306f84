import type { FeatureSet } from './feature-set.ts'

/** Features by square cell, so that the ones near a point are found without looking at all. */
export interface FeatureGrid {
  readonly cellPx: number
  readonly columns: number
  readonly rows: number
  /** Features of cell c are order[start[c]] to order[start[c + 1] - 1]. */
  readonly start: Int32Array
  readonly order: Int32Array
}

export const ROUGH_STEPS_PER_DEGREE = 256 / 360

/** An angle in whole steps of which 256 make a turn, so that the difference of two is taken without a case for the wrap. */
export function roughAngleOf(degrees: number): number {
  return Math.floor(degrees * ROUGH_STEPS_PER_DEGREE)
}

/** Sorts features, or other places, into a grid of cells. */
export function buildFeatureGrid(features: Pick<FeatureSet, 'count' | 'x' | 'y'>, cellPx = 24): FeatureGrid {
  let widest = 0
  let lowest = 0
  for (let i = 0; i < features.count; i++) {
    widest = Math.max(widest, features.x[i])
    lowest = Math.max(lowest, features.y[i])
  }
  const columns = Math.floor(widest / cellPx) + 1
  const rows = Math.floor(lowest / cellPx) + 1
  const start = new Int32Array(columns * rows + 1)
  const cell = new Int32Array(features.count)
  for (let i = 0; i < features.count; i++) {
    cell[i] = Math.floor(features.y[i] / cellPx) * columns + Math.floor(features.x[i] / cellPx)
    start[cell[i] + 1]++
  }
  for (let c = 0; c < columns * rows; c++) start[c + 1] += start[c]
  const next = start.slice()
  const order = new Int32Array(features.count)
  for (let i = 0; i < features.count; i++) order[next[cell[i]]++] = i
  return { cellPx, columns, rows, start, order }
}
