import type { MeasuringWarp } from '../measuring-warp.ts'

/** Where a warp leads the pixels of a window, row by row. */
export interface WarpGrid {
  readonly u: Float32Array
  readonly v: Float32Array
}

/** The window's first pixel, its size, and how many before pixels, along one side, each of its pixels covers. */
export interface GridWindow {
  readonly leftPx: number
  readonly topPx: number
  readonly widthPx: number
  readonly heightPx: number
  readonly stepPx: number
}

/** Applies a warp to the centre of every pixel of a window: what applyMeasuringWarp does, in one sweep. */
export function warpGrid(
  { beforeToAfter: m, centre, scalePx, dx, dy }: MeasuringWarp,
  { leftPx, topPx, widthPx, heightPx, stepPx }: GridWindow,
): WarpGrid {
  const u = new Float32Array(widthPx * heightPx)
  const v = new Float32Array(widthPx * heightPx)
  for (let row = 0, i = 0; row < heightPx; row++) {
    const y = (row + topPx + 0.5) * stepPx
    const q = (y - centre[1]) / scalePx
    for (let column = 0; column < widthPx; column++, i++) {
      const x = (column + leftPx + 0.5) * stepPx
      const p = (x - centre[0]) / scalePx
      const depth = m[6] * x + m[7] * y + m[8]
      u[i] =
        (m[0] * x + m[1] * y + m[2]) / depth +
        (dx[0] + dx[1] * p + dx[2] * q + dx[3] * p * p + dx[4] * p * q + dx[5] * q * q)
      v[i] =
        (m[3] * x + m[4] * y + m[5]) / depth +
        (dy[0] + dy[1] * p + dy[2] * q + dy[3] * p * p + dy[4] * p * q + dy[5] * q * q)
    }
  }
  return { u, v }
}
