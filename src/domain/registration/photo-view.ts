import type { Point } from '../transform.ts'
import type { FeatureSet } from './feature-set.ts'
import type { GrayImage } from './gray-image.ts'

/** A face found in a photo: its landmarks in pixels of the working image. */
export interface FoundFace {
  readonly landmarks: readonly Point[]
  readonly score: number
}

/** All that registration looks at in one photo, at working size. */
export interface PhotoView {
  readonly gray: GrayImage
  readonly features: FeatureSet
  readonly face: FoundFace | null
  /** The head's outline in pixels, where it stands out from what is behind it. */
  readonly outline: readonly Point[] | null
}
