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
  const data = plane.data.slice()
  for (let at = 0; at < data.length; at++) if (Number.isNaN(data[at])) data[at] = mean
  return { ...plane, data }
}

/** The difference of two planes of one size. */
export function subtractPlanes(a: Plane, b: Plane): Plane {
  const data = new Float32Array(a.data.length)
  for (let at = 0; at < data.length; at++) data[at] = a.data[at] - b.data[at]
  return { ...a, data }
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
