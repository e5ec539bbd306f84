import type { CSSProperties } from 'react'
import { mediaUrl } from '../../contract/media.ts'
import type { ExportLayout } from '../../contract/exports.ts'
import type { Photo } from '../../contract/photos.ts'
import { captionLine } from '../../domain/export-record/caption-line.ts'
import type { PixelRectangle } from '../../domain/export-record/common-rectangle.ts'
import { planExport } from '../../domain/export-record/plan-export.ts'
import { composeTransforms, type Matrix3 } from '../../domain/transform.ts'
import { cssTransform } from '../../domain/viewer/css-transform.ts'
import './export-preview.css'

interface Props {
  readonly before: Photo
  readonly after: Photo
  readonly afterToBefore: Matrix3
  readonly crop: PixelRectangle
  readonly layout: ExportLayout
  /** Share of a wipe that shows the before photo, 0 to 1. */
  readonly position: number
}

/** The largest size of the preview, in CSS pixels. */
const BOX = { width: 432, height: 260 } as const
/** Below this width the two captions do not stand beside each other. */
const CAPTIONS_PX = 300

/** The picture as it will be written, laid out by the very plan that the export follows. */
export function ExportPreview({ before, after, afterToBefore, crop, layout, position }: Props) {
  const plan = planExport(crop, layout, position)
  const shrink = Math.min(BOX.width / plan.widthPx, BOX.height / plan.panelHeightPx)
  const width = plan.widthPx * shrink
  const height = plan.panelHeightPx * shrink
  const scale = plan.factor * shrink
  const toBox: Matrix3 = [scale, 0, -crop.left * scale, 0, scale, -crop.top * scale, 0, 0, 1]
  const afterLeft = plan.afterPanelLeftPx * shrink
  const afterToBox = composeTransforms(
    [1, 0, afterLeft, 0, 1, 0, 0, 0, 1],
    composeTransforms(toBox, afterToBefore),
  )
  const columns = ([left, right]: readonly [number, number]): CSSProperties => ({
    clipPath: `inset(0 ${width - right * shrink}px 0 ${left * shrink}px)`,
  })
  const captions = [
    captionLine({ role: 'before', date: before.visitDate, phase: before.phase }),
    captionLine({ role: 'after', date: after.visitDate, phase: after.phase }),
  ]
  return (
    <figure className="export-preview" style={{ width }}>
      <div className="export-preview__picture" style={{ width, height }}>
        <Layer photo={before} transform={toBox} clip={columns(plan.beforeColumns)} />
        <Layer photo={after} transform={afterToBox} clip={columns(plan.afterColumns)} />
        {layout === 'wipe' ? (
          <span className="export-preview__divider" style={{ left: plan.beforeColumns[1] * shrink }} />
        ) : null}
      </div>
      <figcaption
        className={`export-preview__captions export-preview__captions--${layout}${width < CAPTIONS_PX ? ' export-preview__captions--narrow' : ''}`}
      >
        {captions.map((line) => (
          <CaptionWords key={line} line={line} />
        ))}
      </figcaption>
    </figure>
  )
}

function Layer(props: { readonly photo: Photo; readonly transform: Matrix3; readonly clip: CSSProperties }) {
  const { photo, transform, clip } = props
  return (
    <div className="export-preview__pane" style={clip}>
      <img
        className="export-preview__photo"
        src={mediaUrl(photo, 'preview')}
        alt=""
        draggable={false}
        // The dialog never shows an empty frame: the same picture stands decoded on the stage.
        decoding="sync"
        style={{ width: photo.width, height: photo.height, transform: cssTransform(transform) }}
      />
    </div>
  )
}

function CaptionWords({ line }: { readonly line: string }) {
  const [role, ...rest] = line.split(' · ')
  return (
    <span className="export-preview__caption">
      <strong>{role}</strong> {rest.join(' · ')}
    </span>
  )
}
