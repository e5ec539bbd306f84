import { Maximize, Minus, Plus } from 'lucide-react'
import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { Photo } from '../../contract/photos.ts'
import { mediaUrl } from '../../contract/media.ts'
import { useShortcut } from '../app/use-shortcut.ts'
import { Button } from '../parts/button.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { Thumb } from '../parts/thumb.tsx'
import { fitted, panned, zoomed, type Placement, type Size } from './placement.ts'
import { photoWords } from './photo-words.ts'
import './photo-zoom.css'

const KEY_PAN_PX = 60
const KEY_ZOOM = 1.25
/** The preview has 2048 px on its longer side; the original is fetched once more than that is asked for. */
const PREVIEW_SIDE_PX = 2048

/** One photo that is zoomed with the wheel and moved by dragging, or with + - 0 1 and the arrow keys. */
export function PhotoZoom({ photo }: { readonly photo: Photo }) {
  const stage = useRef<HTMLDivElement>(null)
  const [stageSize, setStageSize] = useState<Size | null>(null)
  const [moved, setMoved] = useState<Placement | null>(null)
  const [isBroken, setBroken] = useState(false)
  const drag = useRef<{ readonly x: number; readonly y: number } | null>(null)

  useEffect(() => {
    const watched = stage.current
    if (watched === null) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return
      setStageSize({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    observer.observe(watched)
    return () => observer.disconnect()
  }, [])

  const fit = stageSize === null ? null : fitted(photo, stageSize)
  const placement = moved ?? fit
  const centre = { x: (stageSize?.width ?? 0) / 2, y: (stageSize?.height ?? 0) / 2 }
  const zoomBy = useCallback(
    (factor: number, at: { readonly x: number; readonly y: number }) =>
      setMoved((now) => {
        const from = now ?? fit
        return from === null || fit === null ? now : zoomed(from, factor, at, fit)
      }),
    [fit],
  )
  const zoomTo = (scale: number): void => {
    if (placement !== null) zoomBy(scale / placement.scale, centre)
  }

  // React's wheel listeners are passive; the page must not scroll meanwhile.
  useEffect(() => {
    const watched = stage.current
    if (watched === null) return undefined
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      const box = watched.getBoundingClientRect()
      zoomBy(2 ** (-event.deltaY / 300), { x: event.clientX - box.left, y: event.clientY - box.top })
    }
    watched.addEventListener('wheel', onWheel, { passive: false })
    return () => watched.removeEventListener('wheel', onWheel)
  }, [zoomBy])

  useShortcut('+', () => zoomBy(KEY_ZOOM, centre))
  useShortcut('-', () => zoomBy(1 / KEY_ZOOM, centre))
  useShortcut('0', () => setMoved(null))
  useShortcut('1', () => zoomTo(1))

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key]
    if (step === undefined || placement === null) return
    event.preventDefault()
    setMoved(panned(placement, (step[0] ?? 0) * KEY_PAN_PX, (step[1] ?? 0) * KEY_PAN_PX))
  }
  const onPointerMove = (event: PointerEvent): void => {
    const from = drag.current
    if (from === null) return
    drag.current = { x: event.clientX, y: event.clientY }
    setMoved((now) => {
      const before = now ?? fit
      return before === null ? now : panned(before, event.clientX - from.x, event.clientY - from.y)
    })
  }
  const endDrag = (): void => {
    drag.current = null
  }

  if (isBroken) {
    return (
      <div className="photo-zoom photo-zoom--broken">
        <Thumb photo={null} alt={photoWords(photo)} />
        <p>This photo cannot be shown. What is known about it stands beside.</p>
      </div>
    )
  }
  const needsOriginal =
    placement !== null &&
    placement.scale * window.devicePixelRatio * Math.max(photo.width, photo.height) > PREVIEW_SIDE_PX
  return (
    <>
      <div
        ref={stage}
        className="photo-zoom"
        role="group"
        aria-label="Photo; arrow keys move it"
        // A stage that is moved with the arrow keys has to be reached by Tab.
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          drag.current = { x: event.clientX, y: event.clientY }
        }}
        onPointerMove={onPointerMove}
        onPointerUp={endDrag}
        onPointerCancel={endDrag}
        onDoubleClick={() => (moved === null ? zoomTo(1) : setMoved(null))}
      >
        {placement === null ? null : (
          <div
            className="photo-zoom__photo"
            style={{
              width: photo.width,
              height: photo.height,
              transform: `translate(${placement.x}px, ${placement.y}px) scale(${placement.scale})`,
            }}
          >
            <img
              className="photo-zoom__layer"
              src={mediaUrl(photo, 'preview')}
              alt={photoWords(photo)}
              draggable={false}
              onError={() => setBroken(true)}
            />
            {needsOriginal ? (
              <img
                className="photo-zoom__layer"
                src={mediaUrl(photo, 'full')}
                alt=""
                decoding="async"
                draggable={false}
              />
            ) : null}
          </div>
        )}
      </div>
      <div className="photo-zoom__bar" role="toolbar" aria-label="Zoom">
        <IconButton
          label="Zoom out"
          keys="-"
          icon={<Minus size={16} />}
          onPress={() => zoomBy(1 / KEY_ZOOM, centre)}
        />
        <span className="photo-zoom__percent figures" role="status">
          {placement === null
            ? ''
            : `${moved === null ? 'Fit · ' : ''}${Math.round(placement.scale * 100)} %`}
        </span>
        <IconButton
          label="Zoom in"
          keys="+"
          icon={<Plus size={16} />}
          onPress={() => zoomBy(KEY_ZOOM, centre)}
        />
        <IconButton label="Fit" keys="0" icon={<Maximize size={16} />} onPress={() => setMoved(null)} />
        <Button look="quiet" onPress={() => zoomTo(1)}>
          100 %
        </Button>
      </div>
    </>
  )
}
