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
  const across = areaWeights(image.widthPx, widthPx)
  const down = areaWeights(image.heightPx, heightPx)
  const from = image.data
  const narrow = new Float32Array(widthPx * image.heightPx)
  for (let y = 0; y < image.heightPx; y++) {
    narrowRow(from, y * image.widthPx, across, narrow.subarray(y * widthPx, (y + 1) * widthPx))
  }
  const data = new Float32Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) {
    const row = data.subarray(y * widthPx, (y + 1) * widthPx)
    let source = down.first[y] * widthPx
    for (let k = down.start[y]; k < down.start[y + 1]; k++, source += widthPx) {
      addRow(row, narrow, source, down.weights[k])
    }
  }
  return { widthPx, heightPx, data }
}

// Rows are functions of their own: within one large loop they were compiled again and again, for the inner loop alone.

function narrowRow(from: GrayImage['data'], start: number, across: AreaWeights, row: Float32Array): void {
  let weight = 0
  for (let x = 0; x < row.length; x++) {
    let sum = 0
    const last = across.start[x + 1]
    for (let k = start + across.first[x]; weight < last; weight++, k++)
      sum += from[k] * across.weights[weight]
    row[x] = sum
  }
}

function addRow(row: Float32Array, source: Float32Array, start: number, weight: number): void {
  for (let x = 0; x < row.length; x++) row[x] += source[start + x] * weight
}

/** What each new pixel is made of: old ones from `first` on, with weights from `start` to the next one's start. */
interface AreaWeights {
  readonly first: Int32Array
  readonly start: Int32Array
  readonly weights: Float64Array
}

function areaWeights(from: number, to: number): AreaWeights {
  const step = from / to
  const first = new Int32Array(to)
  const start = new Int32Array(to + 1)
  const weights: number[] = []
  for (let i = 0; i < to; i++) {
    const low = i * step
    const high = Math.min(low + step, from)
    first[i] = Math.floor(low)
    for (let k = first[i]; k < high; k++)
      weights.push((Math.min(k + 1, high) - Math.max(k, low)) / (high - low))
    start[i + 1] = weights.length
  }
  return { first, start, weights: Float64Array.from(weights) }
}
