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
