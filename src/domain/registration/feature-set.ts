/**
 * Binary features of one photo, as columns. Positions are pixels of the working image with the first pixel's centre at
 * (0.5, 0.5); sizes are diameters in pixels, angles degrees; descriptors are `count` rows of `words` 32-bit words.
 */
export interface FeatureSet {
  readonly count: number
  readonly x: Float32Array
  readonly y: Float32Array
  readonly size: Float32Array
  readonly angle: Float32Array
  readonly words: number
  readonly descriptors: Uint32Array
}

/** The features for which `keep` is true of their position. */
export function selectFeatures(features: FeatureSet, keep: (x: number, y: number) => boolean): FeatureSet {
  const kept: number[] = []
  for (let i = 0; i < features.count; i++) if (keep(features.x[i], features.y[i])) kept.push(i)
  const { words } = features
  const descriptors = new Uint32Array(kept.length * words)
  kept.forEach((from, to) =>
    descriptors.set(features.descriptors.subarray(from * words, (from + 1) * words), to * words),
  )
  const pick = (column: Float32Array) => Float32Array.from(kept, (i) => column[i])
  return {
    count: kept.length,
    x: pick(features.x),
    y: pick(features.y),
    size: pick(features.size),
    angle: pick(features.angle),
    words,
    descriptors,
  }
}

/**
 * Number of differing bits of two descriptors, or some number at least `limit` as soon as it cannot be less
 * (bit count by Warren, Hacker's Delight, 5-1).
 */
export function hammingDistance(a: FeatureSet, i: number, b: FeatureSet, j: number, limit: number): number {
  const { words } = a
  const left = a.descriptors
  const right = b.descriptors
  let p = i * words
  let q = j * words
  const half = p + (words >> 1)
  const end = p + words
  let distance = 0
  for (; p < half; p++, q++) {
    let v = left[p] ^ right[q]
    v -= (v >>> 1) & 0x55555555
    v = (v & 0x33333333) + ((v >>> 2) & 0x33333333)
    distance += Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  if (distance >= limit) return distance
  for (; p < end; p++, q++) {
    let v = left[p] ^ right[q]
    v -= (v >>> 1) & 0x55555555
    v = (v & 0x33333333) + ((v >>> 2) & 0x33333333)
    distance += Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return distance
}
