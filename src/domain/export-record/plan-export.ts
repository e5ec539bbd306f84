import type { ExportLayout } from '../../contract/exports.ts'
import type { PixelRectangle } from './common-rectangle.ts'

/** Taller panels are shrunk to this. */
export const PANEL_HEIGHT_LIMIT_PX = 2400
/** Wider pictures are shrunk to this. */
export const PICTURE_WIDTH_LIMIT_PX = 4800

/** Where everything stands in the exported picture; all in whole pixels of it. */
export interface ExportPlan {
  /** Pixels of the picture for one pixel of the before photo; never above 1, because enlarging shows nothing more. */
  readonly factor: number
  readonly widthPx: number
  readonly heightPx: number
  readonly panelWidthPx: number
  readonly panelHeightPx: number
  /** The column where the whole panel of the after photo starts, the part that a wipe hides included. */
  readonly afterPanelLeftPx: number
  /** First and last (exclusive) column of the before photo's and the after photo's visible part. */
  readonly beforeColumns: readonly [number, number]
  readonly afterColumns: readonly [number, number]
  /** The line of a wipe, in white; empty in a side by side. */
  readonly dividerColumns: readonly [number, number]
  readonly captionHeightPx: number
  readonly captionTextPx: number
}

/** Lays out a picture of a crop of the before photo. `position` is the share of a wipe that shows the before photo. */
export function planExport(
  crop: Pick<PixelRectangle, 'width' | 'height'>,
  layout: ExportLayout,
  position: number,
): ExportPlan {
  const panels = layout === 'side-by-side' ? 2 : 1
  const factor = Math.min(
    1,
    PANEL_HEIGHT_LIMIT_PX / crop.height,
    PICTURE_WIDTH_LIMIT_PX / (panels * crop.width),
  )
  const panelWidthPx = Math.max(1, Math.round(crop.width * factor))
  const panelHeightPx = Math.max(1, Math.round(crop.height * factor))
  const gapPx = layout === 'side-by-side' ? Math.max(2, Math.round(panelHeightPx / 200)) : 0
  const widthPx = panels * panelWidthPx + gapPx

  // A caption such as "After · 19 Feb 2024 · pre-treatment" is about 18 times its type size long.
  const captionRoomPx = layout === 'side-by-side' ? panelWidthPx : panelWidthPx / 2
  const captionTextPx = Math.max(9, Math.round(Math.min(panelHeightPx * 0.026, captionRoomPx / 20)))
  const captionHeightPx = Math.round(captionTextPx * 2.8)

  const common = {
    factor,
    widthPx,
    heightPx: panelHeightPx + captionHeightPx,
    panelWidthPx,
    panelHeightPx,
    captionHeightPx,
    captionTextPx,
  }
  if (layout === 'side-by-side') {
    return {
      ...common,
      afterPanelLeftPx: panelWidthPx + gapPx,
      beforeColumns: [0, panelWidthPx],
      afterColumns: [panelWidthPx + gapPx, widthPx],
      dividerColumns: [0, 0],
    }
  }
  const splitPx = Math.round(position * panelWidthPx)
  const lineWidthPx = Math.max(1, Math.round(panelHeightPx / 400))
  const lineLeftPx = splitPx - Math.floor(lineWidthPx / 2)
  const isSplit = splitPx > 0 && splitPx < panelWidthPx
  return {
    ...common,
    afterPanelLeftPx: 0,
    beforeColumns: [0, splitPx],
    afterColumns: [splitPx, panelWidthPx],
    dividerColumns: isSplit
      ? [Math.max(0, lineLeftPx), Math.min(panelWidthPx, lineLeftPx + lineWidthPx)]
      : [0, 0],
  }
}
