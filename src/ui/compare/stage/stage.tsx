import {
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
  type Ref,
} from 'react'
import { differenceUrl, PREVIEW_PX } from '../../../contract/media.ts'
import type { Photo } from '../../../contract/photos.ts'
import type { Matrix3 } from '../../../domain/transform.ts'
import { layOutStage, type StageLayout } from '../../../domain/viewer/lay-out-stage.ts'
import type { Rect, Size } from '../../../domain/viewer/size.ts'
import { viewWords } from '../../parts/term-words.ts'
import { formatVisitDate } from '../../parts/dates.ts'
import { useViewer, viewerStore } from '../viewer-store.ts'
import { DividerHandle } from './divider-handle.tsx'
import { LevelledImage } from './levelled-image.tsx'
import { paintStage, type LayerElements, type StageElements } from './paint-stage.ts'
import { createStageControl, type StageControl } from './stage-control.ts'
import { StageLoupe } from './stage-loupe.tsx'
import { useBlink } from './use-blink.ts'
import { useSettled } from './use-settled.ts'
import { useStageGestures } from './use-stage-gestures.ts'
import './stage.css'

interface Props {
  readonly before: Photo
  readonly after: Photo
  readonly afterToBefore: Matrix3
  /** The part of the before photo that both show; null while they are not aligned. */
  readonly common: Rect | null
  /** False while it is not known how the two lie on each other: then no difference is drawn. */
  readonly isAligned: boolean
  readonly beforeCaption: ReactNode
  readonly afterCaption: ReactNode
  /** Told once an event, outside of React, how large the photo is shown now. */
  readonly onLayout?: (layout: StageLayout) => void
  /** Receives what keys and buttons outside of the stage need to move it. */
  readonly controlRef?: Ref<StageControl>
  /** What floats over the photos: the toolbar, a message. */
  readonly children?: ReactNode
}

/** The two photos on top of or beside each other, moved by one view. */
export function Stage(props: Props) {
  const { before, after, afterToBefore, common, onLayout, controlRef } = props
  const surface = useRef<HTMLDivElement>(null)
  const beforePane = useRef<HTMLDivElement>(null)
  const beforePhoto = useRef<HTMLDivElement>(null)
  const beforeCaption = useRef<HTMLDivElement>(null)
  const afterPane = useRef<HTMLDivElement>(null)
  const afterPhoto = useRef<HTMLDivElement>(null)
  const afterCaption = useRef<HTMLDivElement>(null)
  const divider = useRef<HTMLDivElement>(null)
  const handle = useRef<HTMLDivElement>(null)
  const [fullWanted, setFullWanted] = useState({ before: false, after: false })
  const [control] = useState(createStageControl)
  const orientation = useViewer((state) => state.orientation)
  const backdrop = useViewer((state) => state.backdrop)
  const isDifference = useViewer((state) => state.mode === 'difference' && !state.isBeforeHeld)
  const isLoupeOn = useViewer((state) => state.isLoupeOn)
  const settled = useSettled(afterToBefore)
  const heat = isDifference && props.isAligned ? differenceUrl(before, after, settled) : undefined
  // What became of a heat map; one that was asked for meanwhile is waited for.
  const [heatSeen, setHeatSeen] = useState<{ readonly address: string; readonly isDrawn: boolean } | null>(
    null,
  )
  const heatNews = heatSeen?.address === heat ? heatSeen : null
  useBlink()

  useLayoutEffect(() => {
    const element = present(surface.current)
    const elements: StageElements = {
      before: layer(beforePane.current, beforePhoto.current, beforeCaption.current),
      after: layer(afterPane.current, afterPhoto.current, afterCaption.current),
      divider: present(divider.current),
      handle: present(handle.current),
    }
    const photos = { before, after, afterToBefore, common }
    let stage: Size = { width: 0, height: 0 }
    let wanted: { readonly before: boolean; readonly after: boolean } | null = null

    const paint = (): void => {
      if (stage.width === 0) return
      const state = viewerStore.getState()
      const layout = layOutStage(state, photos, stage)
      paintStage(elements, layout, state, stage)
      onLayout?.(layout)
      const next = {
        before: isFullWanted(layout.scale, before, wanted?.before ?? false),
        after: isFullWanted(layout.afterScale, after, wanted?.after ?? false),
      }
      if (next.before === wanted?.before && next.after === wanted.after) return
      // The only commit that a gesture can cause: another level of a photo is needed.
      wanted = next
      setFullWanted(next)
    }
    const measure = (): void => {
      // Read only when the stage was resized, so that a gesture never asks for a layout.
      stage = { width: element.clientWidth, height: element.clientHeight }
      control.setGeometry({ photos, stage })
      paint()
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    const stop = viewerStore.subscribe(paint)
    return () => {
      observer.disconnect()
      stop()
      control.setGeometry(null)
    }
  }, [before, after, afterToBefore, common, onLayout, control])

  // A key that is still down when the window loses focus would never be let go.
  useEffect(() => {
    const release = (): void => control.holdBefore(false)
    window.addEventListener('blur', release)
    return () => window.removeEventListener('blur', release)
  }, [control])

  useImperativeHandle(controlRef, () => control, [control])
  useStageGestures(surface, control)

  return (
    <div className="stage" style={{ backgroundColor: backdrop }} data-backdrop={backdrop}>
      <div
        className="stage__surface"
        ref={surface}
        role="group"
        aria-label="Photo comparison"
        // The stage takes the keys that pan and zoom.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onDoubleClick={(event) => {
          const rect = event.currentTarget.getBoundingClientRect()
          const isOnDivider = (event.target as Element).closest('[data-divider]') !== null
          if (isOnDivider) control.setDividerShare(0.5)
          else control.toggleFit([event.clientX - rect.left, event.clientY - rect.top])
        }}
      >
        <div className="stage__pane" ref={beforePane}>
          <LevelledImage
            key={before.id}
            ref={beforePhoto}
            photo={before}
            alt={altWords('Before', before)}
            isFullWanted={fullWanted.before}
          >
            {heat === undefined ? null : (
              <img
                className="stage__level stage__heat"
                src={heat}
                alt=""
                aria-hidden
                draggable={false}
                onLoad={() => setHeatSeen({ address: heat, isDrawn: true })}
                onError={() => setHeatSeen({ address: heat, isDrawn: false })}
              />
            )}
          </LevelledImage>
        </div>
        <div className="stage__pane" ref={afterPane}>
          <LevelledImage
            key={after.id}
            ref={afterPhoto}
            photo={after}
            alt={altWords('After', after)}
            isFullWanted={fullWanted.after}
          />
        </div>
        <div className="stage__caption" ref={beforeCaption}>
          {props.beforeCaption}
        </div>
        <div className="stage__caption" ref={afterCaption}>
          {props.afterCaption}
        </div>
        <DividerHandle ref={divider} handleRef={handle} orientation={orientation} control={control} />
      </div>
      {isLoupeOn ? (
        <StageLoupe
          surface={surface}
          before={before}
          after={after}
          afterToBefore={afterToBefore}
          common={common}
        />
      ) : null}
      {heat === undefined || heatNews?.isDrawn === true ? null : (
        <p className="stage__news" role="status">
          {heatNews === null ? 'Working out the difference …' : 'The difference could not be drawn'}
        </p>
      )}
      {props.children}
    </div>
  )
}

function altWords(role: string, photo: Photo): string {
  return `${role}: ${viewWords(photo.view)}, ${formatVisitDate(photo.visitDate)}`
}

/**
 * Whether a photo is shown larger than its preview. The threshold lies lower for a full picture that is there already,
 * so that zooming around it does not load and drop it again and again.
 */
function isFullWanted(scale: number, photo: Photo, isThere: boolean): boolean {
  const previewShare = PREVIEW_PX / Math.max(photo.width, photo.height)
  if (previewShare >= 1) return false
  return scale * devicePixelRatio > previewShare * (isThere ? 0.8 : 1.05)
}

function layer(
  pane: HTMLElement | null,
  photo: HTMLElement | null,
  caption: HTMLElement | null,
): LayerElements {
  return { pane: present(pane), photo: present(photo), caption: present(caption) }
}

function present<T>(element: T | null): T {
  if (element === null) throw new Error('A part of the stage is missing')
  return element
}
