/** A picture in one channel, row by row; the first pixel's centre is (0.5, 0.5). */
export interface GrayImage {
  readonly widthPx: number
  readonly heightPx: number
  readonly data: Uint8Array | Float32Array
}

/** The value at a point between pixels, by bilinear interpolation; the edge goes on outside. */
export function sampleGray({ widthPx, heightPx, data }: GrayImage, x: number, y: number): number {
  const cx = Math.min(Math.max(x - 0.5, 0), widthPx - 1)
  const cy = Math.min(Math.max(y - 0.5, 0), heightPx - 1)
  const left = Math.floor(cx)
  const top = Math.floor(cy)
  const right = left + 1 < widthPx ? left + 1 : left
  const bottom = top + 1 < heightPx ? top + 1 : top
  const fx = cx - left
  const fy = cy - top
  const upper = data[top * widthPx + left] * (1 - fx) + data[top * widthPx + right] * fx
  const lower = data[bottom * widthPx + left] * (1 - fx) + data[bottom * widthPx + right] * fx
  return upper * (1 - fy) + lower * fy
}
