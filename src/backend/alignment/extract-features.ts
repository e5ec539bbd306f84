import type { FeatureSet } from '../../domain/registration/feature-set.ts'
import type { GrayImage } from '../../domain/registration/gray-image.ts'
import type { CvMat, OpenCv } from './open-cv.ts'

const MOST_FEATURES = 4000
const THRESHOLD = 3e-4
/** Smooth heads, on which the strict look finds too little, get this more sensitive one. */
const SENSITIVE_THRESHOLD = 6e-5
const TOO_FEW_FEATURES = 1500
/** Weaker features hide a few strong ones from each other, so that a sensitive look may find this many more strong ones. */
const HIDDEN_FEATURES = 50
const CELL_PX = 64
/** Smaller pictures have so few features that the sensitive look comes first. */
const OFTEN_SENSITIVE_BELOW_PX = 768

/**
 * AKAZE features (Alcantarilla et al., Fast Explicit Diffusion for Accelerated Features, 2013) of a picture whose local
 * contrast was evened out first (CLAHE: Zuiderveld, 1994), strongest first. OpenCV's key points count from the centre of
 * the first pixel, ours from its corner, hence the half pixel.
 */
export function extractFeatures(cv: OpenCv, gray: GrayImage): FeatureSet {
  const image = new cv.Mat(gray.heightPx, gray.widthPx, cv.CV_8UC1)
  const even = new cv.Mat()
  const clahe = new cv.CLAHE(3, new cv.Size(8, 8))
  try {
    image.data.set(gray.data)
    clahe.apply(image, even)
    return detectEnough(cv, even)
  } finally {
    image.delete()
    even.delete()
    clahe.delete()
  }
}

/**
 * By the long side of a picture, whether the last one needed the sensitive look. The next is likely to need it too, and gets it
 * first; the answer is the same whichever look comes first.
 */
const neededSensitive = new Map<number, boolean>()

/** What the strict look finds, or the sensitive one where that is too little. */
function detectEnough(cv: OpenCv, image: CvMat): FeatureSet {
  const longSidePx = Math.max(image.rows, image.cols)
  const isLikely = neededSensitive.get(longSidePx) ?? longSidePx < OFTEN_SENSITIVE_BELOW_PX
  const sensitive = isLikely ? detect(cv, image, SENSITIVE_THRESHOLD) : null
  if (sensitive && sensitive.strong < TOO_FEW_FEATURES - HIDDEN_FEATURES) return sensitive.features
  const { features } = detect(cv, image, THRESHOLD)
  const isNeeded = features.count < TOO_FEW_FEATURES
  neededSensitive.set(longSidePx, isNeeded)
  if (!isNeeded) return features
  return (sensitive ?? detect(cv, image, SENSITIVE_THRESHOLD)).features
}

/** The features, and how many of all were as strong as the strict look asks for. */
interface Detected {
  readonly features: FeatureSet
  readonly strong: number
}

function detect(cv: OpenCv, image: CvMat, threshold: number): Detected {
  const detector = new cv.AKAZE()
  const keyPoints = new cv.KeyPointVector()
  const table = new cv.Mat()
  const noMask = new cv.Mat()
  try {
    detector.setThreshold(threshold)
    detector.detectAndCompute(image, noMask, keyPoints, table)
    const points = Array.from({ length: keyPoints.size() }, (_, row) => ({ row, ...keyPoints.get(row) }))
    const kept = spreadEvenly(points)
    const words = Math.ceil(table.cols / 4)
    const features = emptyFeatures(kept.length, words)
    const bytes = new Uint8Array(features.descriptors.buffer)
    // Taken once: every time it is asked for, OpenCV makes a new view of its memory.
    const rows = table.data
    kept.forEach(({ row, pt, size, angle }, i) => {
      features.x[i] = pt.x + 0.5
      features.y[i] = pt.y + 0.5
      features.size[i] = size
      features.angle[i] = angle
      bytes.set(rows.subarray(row * table.cols, (row + 1) * table.cols), i * words * 4)
    })
    const strong = points.filter(({ response }) => response > THRESHOLD).length
    return { features, strong }
  } finally {
    detector.delete()
    keyPoints.delete()
    table.delete()
    noMask.delete()
  }
}

/**
 * The strongest of every cell before the next strongest of any: pigment dots are strong and many, and would else crowd
 * out the moles and pores beside them.
 */
function spreadEvenly<
  P extends { readonly pt: { readonly x: number; readonly y: number }; readonly response: number },
>(points: readonly P[]): P[] {
  if (points.length <= MOST_FEATURES) return [...points]
  const taken = new Map<number, number>()
  const ranked = [...points]
    .sort((a, b) => b.response - a.response)
    .map((point) => {
      const cell = Math.floor(point.pt.y / CELL_PX) * 4096 + Math.floor(point.pt.x / CELL_PX)
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
