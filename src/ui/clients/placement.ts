/** Where a photo stands on its stage: its top-left corner in stage pixels, and stage pixels per photo pixel. */
export interface Placement {
  readonly x: number
  readonly y: number
  readonly scale: number
}

/** A width and a height in pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

const MAX_SCALE = 8
const MARGIN_PX = 16

/** The whole photo in the middle of the stage, never larger than its own pixels. */
export function fitted(photo: Size, stage: Size): Placement {
  const scale = Math.min(
    1,
    Math.max(1, stage.width - 2 * MARGIN_PX) / photo.width,
    Math.max(1, stage.height - 2 * MARGIN_PX) / photo.height,
  )
  return { scale, x: (stage.width - photo.width * scale) / 2, y: (stage.height - photo.height * scale) / 2 }
}

/** Zoomed by a factor, with the photo's point under `at` (stage pixels) staying there; between half the fit and 800 %. */
export function zoomed(
  from: Placement,
  factor: number,
  at: { readonly x: number; readonly y: number },
  fit: Placement,
): Placement {
  const scale = Math.min(MAX_SCALE, Math.max(fit.scale / 2, from.scale * factor))
  const ratio = scale / from.scale
  return { scale, x: at.x - (at.x - from.x) * ratio, y: at.y - (at.y - from.y) * ratio }
}

/** Moved by stage pixels. */
export function panned(from: Placement, dx: number, dy: number): Placement {
  return { ...from, x: from.x + dx, y: from.y + dy }
}
