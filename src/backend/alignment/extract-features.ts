import { describeKeyPoints, DESCRIPTOR_BYTES } from '../../domain/registration/akaze/describe-key-points.ts'
import { findKeyPoints, type KeyPoint } from '../../domain/registration/akaze/find-key-points.ts'
import { buildScaleSpace } from '../../domain/registration/akaze/build-scale-space.ts'
import { evenOutContrast } from '../../domain/registration/even-out-contrast.ts'
import type { FeatureSet } from '../../domain/registration/feature-set.ts'
import type { GrayImage } from '../../domain/registration/gray-image.ts'

const MOST_FEATURES = 4000
const THRESHOLD = 3e-4
/** Smooth heads, on which the strict look finds too little, get this more sensitive one. */
const SENSITIVE_THRESHOLD = 6e-5
const TOO_FEW_FEATURES = 1500
const CELL_PX = 64
const DESCRIPTOR_WORDS = Math.ceil(DESCRIPTOR_BYTES / 4)
/** In smaller pictures there is no room for what a descriptor looks at. */
const SMALLEST_SIDE_PX = 48

/**
 * AKAZE features (Alcantarilla et al., Fast Explicit Diffusion for Accelerated Features, 2013) of a picture whose local
 * contrast was evened out first, strongest first. Key points count from the centre of the first
 * pixel, features from its corner, hence the half pixel.
 */
export function extractFeatures(gray: GrayImage): FeatureSet {
  if (Math.min(gray.widthPx, gray.heightPx) < SMALLEST_SIDE_PX) return emptyFeatures(0, DESCRIPTOR_WORDS)
  const space = buildScaleSpace(evenOutContrast(gray, { clipLimit: 3, tiles: 8 }))
  const strict = findKeyPoints(space, THRESHOLD)
  const points = strict.length < TOO_FEW_FEATURES ? findKeyPoints(space, SENSITIVE_THRESHOLD) : strict
  const kept = spreadEvenly(points)
  const features = emptyFeatures(kept.length, DESCRIPTOR_WORDS)
  const bytes = new Uint8Array(features.descriptors.buffer)
  features.angle.set(describeKeyPoints(space, kept, { bytes, stride: 4 * features.words }))
  kept.forEach(({ x, y, size }, i) => {
    features.x[i] = x + 0.5
    features.y[i] = y + 0.5
    features.size[i] = size
  })
  return features
}

/**
 * The strongest of every cell before the next strongest of any: pigment dots are strong and many, and would else crowd
 * out the moles and pores beside them.
 */
function spreadEvenly(points: readonly KeyPoint[]): KeyPoint[] {
  if (points.length <= MOST_FEATURES) return [...points]
  const taken = new Map<number, number>()
  const ranked = [...points]
    .sort((a, b) => b.response - a.response)
    .map((point) => {
      const cell = Math.floor(point.y / CELL_PX) * 4096 + Math.floor(point.x / CELL_PX)
      const rank = taken.get(cell) ?? 0
      taken.set(cell, rank + 1)
      return { point, rank }
    })
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_FEATURES)
    .map(({ point }) => point)
}

/** Columns in shared memory, so that the threads of the pool pass features around without copying. */
function emptyFeatures(count: number, words: number): FeatureSet {
  const column = () => new Float32Array(new SharedArrayBuffer(count * 4))
  return {
    count,
    x: column(),
    y: column(),
    size: column(),
    angle: column(),
    words,
    descriptors: new Uint32Array(new SharedArrayBuffer(count * words * 4)),
  }
}
