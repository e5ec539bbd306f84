/** With what a photo was taken, as its file says it. */
export interface LensFacts {
  readonly camera: string | null
  /** As the lens stood. */
  readonly focalLengthMm: number | null
  /** What 35 mm film needs to see as much. */
  readonly focalLength35mm: number | null
}

/**
 * Doublings of the focal length from the before photo to the after photo, negative where it is shorter. By what 35 mm film
 * would need, or by the focal lengths themselves within one camera; null where the files do not say it.
 */
export function lensDifference(before: LensFacts, after: LensFacts): number | null {
  if (before.focalLength35mm !== null && after.focalLength35mm !== null) {
    return Math.log2(after.focalLength35mm / before.focalLength35mm)
  }
  const isOneCamera = before.camera !== null && before.camera === after.camera
  if (!isOneCamera || before.focalLengthMm === null || after.focalLengthMm === null) return null
  return Math.log2(after.focalLengthMm / before.focalLengthMm)
}
