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

/** Shrinks a picture so that each new pixel is the mean of the area it covers; factors below 1 are not meant. */
export function shrinkGray(image: GrayImage, widthPx: number, heightPx: number): GrayImage {
  const horizontal = areaWeights(image.widthPx, widthPx)
  const vertical = areaWeights(image.heightPx, heightPx)
  const narrow = new Float32Array(widthPx * image.heightPx)
  for (let y = 0; y < image.heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      let sum = 0
      for (const [from, weight] of horizontal[x]) sum += image.data[y * image.widthPx + from] * weight
      narrow[y * widthPx + x] = sum
    }
  }
  const data = new Float32Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) {
    for (const [from, weight] of vertical[y]) {
      for (let x = 0; x < widthPx; x++) data[y * widthPx + x] += narrow[from * widthPx + x] * weight
    }
  }
  return { widthPx, heightPx, data }
}

function areaWeights(from: number, to: number): (readonly [index: number, weight: number])[][] {
  const step = from / to
  return Array.from({ length: to }, (_, i) => {
    const low = i * step
    const high = Math.min(low + step, from)
    const weights: [number, number][] = []
    for (let k = Math.floor(low); k < high; k++) {
      weights.push([k, (Math.min(k + 1, high) - Math.max(k, low)) / (high - low)])
    }
    return weights
  })
}
