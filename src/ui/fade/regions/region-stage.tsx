import { Maximize, Minus, Plus } from 'lucide-react'
import { useId, useRef, useState, type Dispatch } from 'react'
import type { Photo } from '../../../contract/photos.ts'
import type { OutlineProblem } from '../../../domain/fade-chart/outline-problem.ts'
import {
  FEWEST_CORNERS,
  type RegionAction,
  type RegionDraft,
} from '../../../domain/fade-chart/region-draft.ts'
import { applyTransform, invertTransform, type Point } from '../../../domain/transform.ts'
import { cssTransform } from '../../../domain/viewer/css-transform.ts'
import type { Size } from '../../../domain/viewer/size.ts'
import { placeView, viewTransform, zoomView } from '../../../domain/viewer/view.ts'
import type { ViewerView } from '../../../domain/viewer/viewer-state.ts'
import { LevelledImage } from '../../compare/stage/levelled-image.tsx'
import { count } from '../../parts/dates.ts'
import { IconButton } from '../../parts/icon-button.tsx'
import { useElementSize } from '../use-element-size.ts'
import { OutlineLayer } from './outline-layer.tsx'
import { regionKeyAction } from './region-keys.ts'
import { regionWords } from './region-words.ts'
import { useRegionPointer } from './use-region-pointer.ts'
import '../../compare/stage/stage.css'

/** What a click on the photo does: add a corner to a region of a kind, or choose what is there. */
export type RegionTool = 'treated' | 'bare' | 'adjust'

interface Props {
  readonly photo: Photo
  readonly alt: string
  readonly draft: RegionDraft
  /** What is wrong with each outline. */
  readonly problems: readonly (OutlineProblem | null)[]
  readonly dispatch: Dispatch<RegionAction>
  readonly tool: RegionTool
  /** An outline was closed. */
  readonly onClosed: () => void
}

const ZOOM_STEP = 1.4
/** A preview has this many pixels along its longer side; larger, the full picture is wanted. */
const PREVIEW_LONG_SIDE_PX = 2048

/** The baseline photo to draw on: zoom, pan, corners by pointer and by keyboard. */
export function RegionStage({ photo, alt, draft, problems, dispatch, tool, onClosed }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const surface = useRef<HTMLDivElement>(null)
  const size = useElementSize(place)
  const helpId = useId()
  const [view, setView] = useState<ViewerView>({ kind: 'fit' })
  /** Where the keyboard draws, in photo pixels; null while a pointer is used. */
  const [crosshair, setCrosshair] = useState<Point | null>(null)

  const pane = { left: 0, top: 0, ...(size ?? { width: 1, height: 1 }) }
  const photoSize: Size = { width: photo.width, height: photo.height }
  const placed = placeView(view, photoSize, pane)
  const transform = viewTransform(placed, pane)
  const toPhoto = (point: Point): Point =>
    clampTo(photoSize, applyTransform(invertTransform(transform), point))

  const close = (): void => {
    if (draft.open === null || draft.open.points.length < FEWEST_CORNERS) return
    dispatch({ kind: 'close' })
    onClosed()
  }
  const zoomBy = (factor: number, at: Point = [pane.width / 2, pane.height / 2]): void =>
    setView((now) =>
      zoomView(now, { factor, at, photo: photoSize, pane, devicePixelRatio: window.devicePixelRatio }),
    )
  const pointer = useRegionPointer({
    surface,
    draft,
    tool,
    photo: photoSize,
    pane,
    transform,
    toPhoto,
    dispatch,
    close,
    setView,
    zoomBy,
    onUse: () => setCrosshair(null),
  })

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const result = regionKeyAction(event, {
      draft,
      tool,
      crosshair: crosshair ?? clampTo(photoSize, placed.centre),
      scale: placed.scale,
      photo: photoSize,
    })
    if (result === null) return
    event.preventDefault()
    if (result.kind === 'edit') dispatch(result.action)
    else if (result.kind === 'crosshair') setCrosshair(result.point)
    else if (result.kind === 'corner') {
      setCrosshair(result.action.point)
      dispatch(result.action)
    } else if (result.kind === 'close') close()
    else if (result.kind === 'zoom') zoomBy(result.factor)
    else setView({ kind: 'fit' })
  }

  const longSidePx = Math.max(photo.width, photo.height)
  const isFullWanted =
    longSidePx > PREVIEW_LONG_SIDE_PX &&
    placed.scale * window.devicePixelRatio > PREVIEW_LONG_SIDE_PX / longSidePx
  return (
    <div className="region-stage" ref={place}>
      <div
        className={`region-stage__surface region-stage__surface--${tool}`}
        ref={surface}
        // A drawing surface has keys of its own, which a screen reader must pass on.
        role="application"
        aria-label="Photo to draw regions on"
        aria-describedby={helpId}
        tabIndex={0}
        onKeyDown={onKeyDown}
        {...pointer.handlers}
      >
        {size === null ? null : (
          <>
            <div className="region-stage__photo" style={{ transform: cssTransform(transform) }}>
              <LevelledImage photo={photo} alt={alt} isFullWanted={isFullWanted} />
            </div>
            <OutlineLayer
              draft={draft}
              problems={problems}
              tool={tool}
              size={pane}
              transform={transform}
              cursor={crosshair ?? pointer.cursor}
              isKeyboard={crosshair !== null}
            />
          </>
        )}
      </div>
      <p className="region-stage__hint" id={helpId}>
        {hintWords(draft, tool)}
      </p>
      <div className="region-stage__zoom">
        <IconButton
          label="Zoom out"
          keys="-"
          icon={<Minus size={16} />}
          onPress={() => zoomBy(1 / ZOOM_STEP)}
        />
        <IconButton
          label="Whole photo"
          keys="0"
          icon={<Maximize size={15} />}
          onPress={() => setView({ kind: 'fit' })}
        />
        <IconButton label="Zoom in" keys="+" icon={<Plus size={16} />} onPress={() => zoomBy(ZOOM_STEP)} />
      </div>
      <Announcer draft={draft} />
    </div>
  )
}

/** Says where the drawing stands to those who do not see it. */
function Announcer({ draft }: { readonly draft: RegionDraft }) {
  return (
    <p className="visually-hidden" role="status">
      {statusWords(draft)}
    </p>
  )
}

function statusWords({ open, selection, outlines }: RegionDraft): string {
  if (open !== null) return `${regionWords(open.kind)}: ${count(open.points.length, 'corner')}`
  const chosen = selection === null ? undefined : outlines[selection.outline]
  if (selection === null || chosen === undefined) return `${count(outlines.length, 'region')} drawn`
  const where =
    selection.corner === null ? 'chosen' : `corner ${selection.corner + 1} of ${chosen.points.length}`
  return `${regionWords(chosen.kind)}, ${where}`
}

function hintWords({ open, selection }: RegionDraft, tool: RegionTool): string {
  if (open !== null) {
    return open.points.length < FEWEST_CORNERS
      ? 'Click to add the next corner'
      : 'Click the first corner or press Enter to close the region'
  }
  if (tool !== 'adjust') {
    return tool === 'treated'
      ? 'Click around the pigmented skin, corner by corner'
      : 'Click around skin without pigment, close by and in the same light'
  }
  return selection === null
    ? 'Drag a corner, or click a region to choose it'
    : 'Drag a corner, or move it with the arrow keys; Delete removes it'
}

function clampTo({ width, height }: Size, [x, y]: Point): Point {
  return [Math.min(width, Math.max(0, x)), Math.min(height, Math.max(0, y))]
}
