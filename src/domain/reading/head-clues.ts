import type { FoundFace } from '../registration/photo-view.ts'

/** The keypoints of a head that are looked for; left and right are the person's own. */
export const HEAD_PARTS = [
  'nose',
  'leftEye',
  'rightEye',
  'leftEar',
  'rightEar',
  'leftShoulder',
  'rightShoulder',
] as const
export type HeadPart = (typeof HEAD_PARTS)[number]

/** A keypoint in pixels, with the likelihood (0 to 1) that it is where it is said to be. */
export interface HeadPoint {
  readonly x: number
  readonly y: number
  readonly score: number
}

/** What was found of a head in a picture, in pixels of a picture of this size. */
export interface HeadClues {
  readonly widthPx: number
  readonly heightPx: number
  readonly face: FoundFace | null
  /** A part of which there is no trace is left out. */
  readonly points: Readonly<Partial<Record<HeadPart, HeadPoint>>>
}
