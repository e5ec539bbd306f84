/**
 * A few normal distributions of colours. Of each, one after the other: its mean (3), the upper half of its inverse covariance
 * (6), the logarithm of its height, and that of its share. An empty one's height is 0.
 */
export type ColourMixture = Float64Array

/** How many distributions make a mixture. */
export const COMPONENTS = 5
const SIZE = 11
const HEIGHT = 9
const SHARE = 10
/** Below this determinant a covariance is too flat to be inverted, and so much is added to its diagonal. */
const FLAT = 1e-6
const ROUNDER = 0.01
/** Smaller exponents give nothing at all in double precision. */
const LEAST_EXPONENT = -745

/** Fits a mixture to some pixels of a picture (red, green and blue by turns), each of which belongs to a component. */
export function fitMixture(rgb: Uint8Array, pixels: Int32Array, componentOf: Uint8Array): ColourMixture {
  const sums = Array.from({ length: COMPONENTS }, () => new Float64Array(10))
  for (let k = 0; k < pixels.length; k++) {
    const own = sums[componentOf[k]]
    const i = 3 * pixels[k]
    const [r, g, b] = [rgb[i], rgb[i + 1], rgb[i + 2]]
    own[0]++
    own[1] += r
    own[2] += g
    own[3] += b
    own[4] += r * r
    own[5] += r * g
    own[6] += r * b
    own[7] += g * g
    own[8] += g * b
    own[9] += b * b
  }
  const mixture = new Float64Array(COMPONENTS * SIZE)
  sums.forEach((own, k) => mixture.set(componentFrom(own, pixels.length), k * SIZE))
  return mixture
}

function componentFrom([n, r, g, b, ...products]: Float64Array, total: number): number[] {
  if (n === 0) return [0, 0, 0, 0, 0, 0, 0, 0, 0, -Infinity, -Infinity]
  const mean = [r / n, g / n, b / n]
  const products2 = [
    [0, 0],
    [0, 1],
    [0, 2],
    [1, 1],
    [1, 2],
    [2, 2],
  ].map(([i, j], k) => products[k] / n - mean[i] * mean[j])
  let [rr, rg, rb, gg, gb, bb] = products2
  const determinant = () => rr * (gg * bb - gb * gb) - rg * (rg * bb - gb * rb) + rb * (rg * gb - gg * rb)
  if (determinant() <= FLAT) {
    rr += ROUNDER
    gg += ROUNDER
    bb += ROUNDER
  }
  const scale = 1 / determinant()
  return [
    ...mean,
    (gg * bb - gb * gb) * scale,
    -(rg * bb - gb * rb) * scale,
    (rg * gb - gg * rb) * scale,
    (rr * bb - rb * rb) * scale,
    -(rr * gb - rb * rg) * scale,
    (rr * gg - rg * rg) * scale,
    -0.5 * Math.log(determinant()),
    Math.log(n / total),
  ]
}

/** The component under which a colour is likeliest, whatever its share; the first where none knows it. */
export function likeliestComponent(m: ColourMixture, r: number, g: number, b: number): number {
  let best = 0
  let highest = -Infinity
  for (let k = 0; k < COMPONENTS; k++) {
    const exponent = exponentOf(m, k * SIZE, r, g, b)
    const density = m[k * SIZE + HEIGHT] + exponent
    if (exponent < LEAST_EXPONENT || density <= highest) continue
    highest = density
    best = k
  }
  return best
}

/** A logarithm that is so much smaller than another adds nothing to it. */
const NEGLIGIBLE = 40

/** The natural logarithm of how likely a colour is. */
export function logDensity(m: ColourMixture, r: number, g: number, b: number): number {
  let highest = -Infinity
  let sum = 0
  for (let k = 0, at = 0; k < COMPONENTS; k++, at += SIZE) {
    const own = m[at + HEIGHT] + m[at + SHARE] + exponentOf(m, at, r, g, b)
    if (own > highest) {
      sum = own - highest > NEGLIGIBLE ? 1 : 1 + sum * Math.exp(highest - own)
      highest = own
    } else if (highest - own < NEGLIGIBLE) sum += Math.exp(own - highest)
  }
  return highest + Math.log(sum)
}

function exponentOf(m: ColourMixture, at: number, r: number, g: number, b: number): number {
  const dr = r - m[at]
  const dg = g - m[at + 1]
  const db = b - m[at + 2]
  return (
    -0.5 *
    (dr * (dr * m[at + 3] + dg * m[at + 4] + db * m[at + 5]) +
      dg * (dr * m[at + 4] + dg * m[at + 6] + db * m[at + 7]) +
      db * (dr * m[at + 5] + dg * m[at + 7] + db * m[at + 8]))
  )
}
