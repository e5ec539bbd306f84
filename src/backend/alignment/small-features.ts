import type { FeatureSet } from '../../domain/registration/feature-set.ts'
import type { GrayImage } from '../../domain/registration/gray-image.ts'
import { shrinkGray } from '../../domain/registration/shrink-gray.ts'
import type { PhotoAnalysis } from './analyse-photo.ts'
import { extractFeatures } from './extract-features.ts'

/** So many are kept: a series is aligned to one photo, of which the same is asked again and again. */
const MOST_KEPT = 8
const kept = new Map<string, FeatureSet>()

/** The features of an analysed photo made so much smaller. */
export function smallFeatures({ key, gray }: PhotoAnalysis, shrink: number): FeatureSet {
  const own = `${shrink} ${key}`
  const known = kept.get(own)
  if (known) return known
  const features = extractFeatures(shrinkForFeatures(gray, shrink))
  kept.set(own, features)
  const [oldest] = kept.keys()
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  return features
}

/** A picture made so much smaller, in whole grey levels. */
export function shrinkForFeatures(gray: GrayImage, shrink: number): GrayImage {
  const [widthPx, heightPx] = [Math.round(gray.widthPx * shrink), Math.round(gray.heightPx * shrink)]
  const { data } = shrinkGray(gray, widthPx, heightPx)
  const levels = new Uint8Array(data.length)
  for (let i = 0; i < levels.length; i++) levels[i] = data[i] + 0.5
  return { widthPx, heightPx, data: levels }
}
