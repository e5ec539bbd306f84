import type { PhotoId } from './ids.ts'

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

/** The address of a photo's line drawing: black ink on nothing, as large as the preview or smaller. */
export function drawingUrl(photo: { readonly id: PhotoId; readonly sha256: string }): string {
  return `/media/${photo.id}/drawing?v=${photo.sha256.slice(0, 16)}`
}
