import type { MeasuringWarp } from '../../domain/measuring-warp.ts'
import type { PlaneKind } from '../../domain/registration/fit-transform.ts'
import type { Verdict } from '../../domain/registration/judge-registration.ts'
import type { Matrix3, Point } from '../../domain/transform.ts'

/** Two photos to align. All points are upright full-size pixels. */
export interface AlignmentRequest {
  /** Path of the before photo. */
  readonly before: string
  /** Path of the after photo. */
  readonly after: string
  /** The same spots in both photos, placed by hand. */
  readonly points?: readonly { readonly before: Point; readonly after: Point }[]
  /** Whether points placed by hand are refined by the pictures; true where not said. */
  readonly snap?: boolean
  /** Polygon of the head on the before photo; found where not given. */
  readonly headRegion?: readonly Point[]
}

/** A registration of two photos, in upright full-size pixels. */
export interface AlignmentResult {
  readonly verdict: Verdict
  /** How it was found, such as akaze-homography, gradient-search or by-hand. */
  readonly method: string
  readonly kind: 'identity' | PlaneKind
  /** Standard deviations of what matches on the head, features and patches of skin, above what chance gives. */
  readonly confidence: number
  readonly afterToBefore: Matrix3
  /** Where the same skin lies in the after photo; for measuring only. */
  readonly measuringWarp: MeasuringWarp | null
  /** Mean distance of the matches from the shown transform, in percent of the before photo's width. */
  readonly residualPercent: number
  readonly poseDiffers: boolean
  /**
   * Machine codes for why the verdict is what it is: weak-match, few-cells (on too little of the scalp), not-on-head (the
   * room or the face matches, the scalp does not), no-agreement, thin-support (the matches cover too little of the head),
   * pose-differs, before- or after-no-texture, before- or after-too-small, same-photo, mirrored (it matches only when
   * mirrored), by-hand.
   */
  readonly reasons: readonly string[]
  readonly engineVersion: number
  readonly elapsedMs: number
}

/** Where the head is in a photo, in its upright full-size pixels. */
export interface FoundHead {
  /** The head's outline by its colours, else what its face tells; null where neither was found. */
  readonly outline: readonly Point[] | null
  /** True where the photo shows hardly anything: blank, black or out of focus. */
  readonly isBlank: boolean
}

/** Aligns photos in threads of its own; closing it ends the threads. */
export interface Aligner {
  /**
   * Looks for the head; a photo that was aligned lately needs no second look.
   * @throws AppError as align does.
   */
  findHead(file: string, options?: { signal?: AbortSignal }): Promise<FoundHead>
  /**
   * @throws AppError cancelled, decode-timeout, internal, invalid-input, or what decoding throws.
   */
  align(request: AlignmentRequest, options?: { signal?: AbortSignal }): Promise<AlignmentResult>
  /** Looks at photos that are likely to be aligned soon, and so starts the threads; answers at once. */
  prepare(files: readonly string[]): void
  close(): Promise<void>
}
