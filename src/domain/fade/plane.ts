/** One value per pixel, row by row; the centre of sample (i, j) lies at (i + 0.5, j + 0.5). */
export interface Plane {
  readonly data: Float32Array
  readonly widthPx: number
  readonly heightPx: number
}

/** A plane of zeros. */
export function emptyPlane(widthPx: number, heightPx: number): Plane {
  return { data: new Float32Array(widthPx * heightPx), widthPx, heightPx }
}

/** Gaussian blur with standard deviation `sigmaPx`; the border is mirrored. Returns the same plane where sigma is 0. */
export function blurPlane(plane: Plane, sigmaPx: number): Plane {
  if (sigmaPx <= 0) return plane
  const kernel = gaussianKernel(sigmaPx)
  const { widthPx: width, heightPx: height } = plane
  const across = new Float32Array(width * height)
  blurRows(plane.data, across, width, height, kernel)
  const down = new Float32Array(width * height)
  blurColumns(across, down, width, height, kernel)
  return { data: down, widthPx: width, heightPx: height }
}

/** A plane without NaN: missing samples take the mean, which has no texture. */
export function fillMissing(plane: Plane): Plane {
  let sum = 0
  let count = 0
  for (const value of plane.data) {
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  const mean = count > 0 ? sum / count : 0
  return { ...plane, data: plane.data.map((value) => (Number.isNaN(value) ? mean : value)) }
}

/** The difference of two planes of one size. */
export function subtractPlanes(a: Plane, b: Plane): Plane {
  return { ...a, data: a.data.map((value, index) => value - b.data[index]) }
}

/** Catmull-Rom sample at (x, y) in the plane's pixels; NaN outside or within two pixels of the border. */
export function samplePlane(plane: Plane, x: number, y: number): number {
  const { data, widthPx, heightPx } = plane
  const left = Math.floor(x - 0.5)
  const top = Math.floor(y - 0.5)
  if (!(left >= 1 && top >= 1 && left < widthPx - 2 && top < heightPx - 2)) return Number.NaN
  const u = x - 0.5 - left
  const v = y - 0.5 - top
  const wx0 = ((-0.5 * u + 1) * u - 0.5) * u
  const wx1 = (1.5 * u - 2.5) * u * u + 1
  const wx2 = ((-1.5 * u + 2) * u + 0.5) * u
  const wx3 = (0.5 * u - 0.5) * u * u
  let sum = 0
  for (let row = -1; row <= 2; row++) {
    const at = (top + row) * widthPx + left
    const weight =
      row === -1
        ? ((-0.5 * v + 1) * v - 0.5) * v
        : row === 0
          ? (1.5 * v - 2.5) * v * v + 1
          : row === 1
            ? ((-1.5 * v + 2) * v + 0.5) * v
            : (0.5 * v - 0.5) * v * v
    sum += weight * (wx0 * data[at - 1] + wx1 * data[at] + wx2 * data[at + 1] + wx3 * data[at + 2])
  }
  return sum
}

function gaussianKernel(sigmaPx: number): Float64Array {
  const radius = Math.max(1, Math.ceil(3 * sigmaPx))
  const kernel = new Float64Array(radius + 1)
  let total = 0
  for (let offset = 0; offset <= radius; offset++) {
    kernel[offset] = Math.exp(-(offset * offset) / (2 * sigmaPx * sigmaPx))
    total += offset === 0 ? kernel[offset] : 2 * kernel[offset]
  }
  return kernel.map((value) => value / total)
}

/** Index of a sample beyond the border, mirrored into 0 .. size - 1. */
function mirrored(index: number, size: number): number {
  const period = 2 * size
  const wrapped = ((index % period) + period) % period
  return wrapped < size ? wrapped : period - 1 - wrapped
}

function blurRows(
  source: Float32Array,
  target: Float32Array,
  width: number,
  height: number,
  kernel: Float64Array,
) {
  const radius = kernel.length - 1
  const padded = new Float64Array(width + 2 * radius)
  for (let y = 0; y < height; y++) {
    const row = y * width
    for (let x = -radius; x < width + radius; x++) padded[x + radius] = source[row + mirrored(x, width)]!
    for (let x = 0; x < width; x++) {
      const centre = x + radius
      let sum = kernel[0] * padded[centre]
      for (let k = 1; k <= radius; k++) sum += kernel[k] * (padded[centre - k] + padded[centre + k])
      target[row + x] = sum
    }
  }
}

function blurColumns(
  source: Float32Array,
  target: Float32Array,
  width: number,
  height: number,
  kernel: Float64Array,
) {
  const radius = kernel.length - 1
  const sums = new Float64Array(width)
  for (let y = 0; y < height; y++) {
    sums.fill(0)
    for (let k = -radius; k <= radius; k++) {
      const weight = kernel[Math.abs(k)]
      const row = mirrored(y + k, height) * width
      for (let x = 0; x < width; x++) sums[x] += weight * source[row + x]
    }
    target.set(sums, y * width)
  }
}
