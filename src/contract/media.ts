import type { z } from 'zod'
import type { Matrix3 as Matrix3Schema } from './geometry.ts'
import type { PhotoId } from './ids.ts'

type Matrix3 = z.infer<typeof Matrix3Schema>

/** thumb: 320 px; preview: 2048 px; full: the original's own pixels, upright, in a format a browser shows. */
export const MEDIA_VARIANTS = ['thumb', 'preview', 'full'] as const
export type MediaVariant = (typeof MEDIA_VARIANTS)[number]

/** Longer side of the derived images, in pixels. */
export const THUMB_PX = 320
export const PREVIEW_PX = 2048

/** The address of a photo's picture; relative, so that it resolves in the desktop app and in a browser alike. */
export function mediaUrl(
  photo: { readonly id: PhotoId; readonly sha256: string },
  variant: MediaVariant,
): string {
  // The hash makes the address change with the content, so that it may be cached for ever.
  return `/media/${photo.id}/${variant}?v=${photo.sha256.slice(0, 16)}`
}

/** The address of a small picture of a file that a preview of a folder looked at, before it is imported. */
export function glimpseUrl(look: string, file: number): string {
  return `/looks/${look}/${file}`
}

/** The address of a photo's line drawing: black ink on nothing, as large as the preview or smaller. */
export function drawingUrl(photo: { readonly id: PhotoId; readonly sha256: string }): string {
  return `/media/${photo.id}/drawing?v=${photo.sha256.slice(0, 16)}`
}

/**
 * The address of a heat map of where two photos differ, as large as the preview of the before photo or smaller.
 * `afterToBefore` in upright full-size pixels of both.
 */
export function differenceUrl(
  before: { readonly id: PhotoId; readonly sha256: string },
  after: { readonly id: PhotoId; readonly sha256: string },
  afterToBefore: Matrix3,
): string {
  const version = `${before.sha256.slice(0, 8)}${after.sha256.slice(0, 8)}`
  // So many digits place a pixel of the largest photo to a hundredth.
  const place = afterToBefore.map((number) => number.toPrecision(9)).join(',')
  return `/media/${before.id}/difference/${after.id}?v=${version}&place=${place}`
}
