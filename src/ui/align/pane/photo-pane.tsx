import {
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react'
import { PREVIEW_PX } from '../../../contract/media.ts'
import type { Photo } from '../../../contract/photos.ts'
import { applyTransform, type Point } from '../../../domain/transform.ts'
import { cssTransform } from '../../../domain/viewer/css-transform.ts'
import type { Landmark, LandmarkSelection, Side } from '../../../domain/viewer/landmark-editing.ts'
import { LevelledImage } from '../../compare/stage/levelled-image.tsx'
import { formatVisitDate } from '../../parts/dates.ts'
import { viewWords } from '../../parts/term-words.ts'
import { LandmarkMarker, type MarkerKey } from './landmark-marker.tsx'
import { Loupe, type LoupeHandle } from './loupe.tsx'
import type { PaneControl } from './pane-control.ts'
import { PaneTools } from './pane-tools.tsx'
import { usePaneGestures } from './use-pane-gestures.ts'
import './pane.css'

interface Props {
  readonly side: Side
  readonly photo: Photo
  readonly caption: ReactNode
  readonly control: PaneControl
  readonly landmarks: readonly Landmark[]
  readonly selection: LandmarkSelection | null
  /** A point is placed, by the pointer or by Enter at the cross. */
  readonly onPlace: (point: Point, by: 'pointer' | 'key') => void
  readonly onMove: (index: number, point: Point, gesture: string) => void
  readonly onSelect: (index: number) => void
  /** A marker's key; answers whether it was used. */
  readonly onMarkerKey: (index: number, key: MarkerKey) => boolean
  /** Drawn on the photo in its own pixels. */
  readonly drawing?: ReactNode
  /** The head region on the photo is dragged by so many photo pixels; `gesture` is the same during one drag. */
  readonly onMoveRegion?: (dx: number, dy: number, gesture: string) => void
  readonly ref?: Ref<HTMLDivElement>
}

const PAN_STEP_PX = { plain: 16, shift: 64, control: 1 } as const
const ZOOM_STEP = 1.25

/** One photo of the pair with its numbered points. */
export function PhotoPane({ ref, caption, drawing, onMoveRegion, ...props }: Props) {
  const { side, photo, control, landmarks, selection, onPlace, onMove, onSelect, onMarkerKey } = props
  const surface = useRef<HTMLDivElement>(null)
  const picture = useRef<HTMLDivElement>(null)
  const markers = useRef<HTMLDivElement>(null)
  const loupe = useRef<LoupeHandle>(null)
  const [isFullWanted, setFullWanted] = useState(false)

  useLayoutEffect(() => {
    const element = surface.current
    if (element === null) return undefined
    const measure = (): void =>
      control.setGeometry(photo, { width: element.clientWidth, height: element.clientHeight })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [control, photo])

  const showLoupe = useCallback(
    (at: Point | null): void => {
      const photoPoint = at === null ? null : control.toPhoto(at)
      const element = surface.current
      if (at === null || photoPoint === null || element === null) {
        loupe.current?.hide()
        return
      }
      loupe.current?.show({
        photoPoint,
        at,
        pane: { width: element.clientWidth, height: element.clientHeight },
        paneScale: control.scale(),
      })
    },
    [control],
  )

  useLayoutEffect(() => {
    let wasFullWanted: boolean | null = null
    const paint = (): void => {
      const transform = control.transform()
      if (transform === null || picture.current === null || markers.current === null) return
      picture.current.style.transform = cssTransform(transform)
      for (const marker of markers.current.children) {
        const point = landmarks[Number(marker.getAttribute('data-marker'))]?.[side]
        if (point === null || point === undefined || !(marker instanceof HTMLElement)) continue
        const [x, y] = applyTransform(transform, point)
        marker.style.transform = `translate(${x}px, ${y}px)`
        // Moved by its arrow keys, it is seen as closely as under the pointer.
        if (marker.matches(':focus-visible')) showLoupe([x, y])
      }
      const share = PREVIEW_PX / Math.max(photo.width, photo.height)
      const isWanted = share < 1 && control.scale() * devicePixelRatio > share
      if (isWanted === wasFullWanted) return
      wasFullWanted = isWanted
      setFullWanted(isWanted)
    }
    paint()
    return control.subscribe(paint)
  }, [control, landmarks, side, photo, showLoupe])

  // The surface stands whenever the handle is asked for: both live and go with this component.
  useImperativeHandle(ref, () => surface.current as HTMLDivElement, [])

  const place = (point: Point, by: 'pointer' | 'key'): void => {
    if (isInside(point, photo)) onPlace(point, by)
  }
  usePaneGestures(surface, control, {
    place: (point) => place(point, 'pointer'),
    move: onMove,
    moveRegion: (dx, dy, gesture) => onMoveRegion?.(dx / control.scale(), dy / control.scale(), gesture),
    point: showLoupe,
  })

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.altKey || event.metaKey) return
    const step = event.ctrlKey ? PAN_STEP_PX.control : event.shiftKey ? PAN_STEP_PX.shift : PAN_STEP_PX.plain
    const centre = control.centre()
    // The cross stays in the middle; an arrow says which way it goes over the photo.
    if (event.key === 'ArrowLeft') control.panBy(step, 0)
    else if (event.key === 'ArrowRight') control.panBy(-step, 0)
    else if (event.key === 'ArrowUp') control.panBy(0, step)
    else if (event.key === 'ArrowDown') control.panBy(0, -step)
    else if (event.key === 'Enter' && centre !== null) place(centre, 'key')
    else if (event.key === '+' || event.key === '=') control.zoomBy(ZOOM_STEP)
    else if (event.key === '-') control.zoomBy(1 / ZOOM_STEP)
    else if (event.key === '0') control.fit()
    else if (event.key === '1') control.actualSize()
    else return
    loupe.current?.hide()
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className="pane">
      <div
        className="pane__surface"
        ref={surface}
        role="group"
        aria-label={`${side === 'before' ? 'Before' : 'After'} photo: Enter places a point at the cross`}
        // It takes the keys that pan, zoom and place.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <LevelledImage
          ref={picture}
          photo={photo}
          alt={`${viewWords(photo.view)}, ${formatVisitDate(photo.visitDate)}`}
          isFullWanted={isFullWanted}
        >
          {drawing}
        </LevelledImage>
        <div className="pane__markers" ref={markers}>
          {landmarks.map((landmark, index) =>
            landmark[side] === null ? null : (
              <LandmarkMarker
                // A landmark is its number: there is nothing else that tells it apart.
                // oxlint-disable-next-line react/no-array-index-key
                key={index}
                index={index}
                side={side}
                isSelected={selection?.index === index && selection.side === side}
                onFocus={() => onSelect(index)}
                onBlur={() => loupe.current?.hide()}
                onKey={(key) => onMarkerKey(index, key)}
              />
            ),
          )}
        </div>
        <span className="pane__cross" aria-hidden />
        <Loupe photo={photo} ref={loupe} />
        <div className="pane__caption">{caption}</div>
      </div>
      <PaneTools control={control} side={side} />
    </div>
  )
}

function isInside([x, y]: Point, photo: Photo): boolean {
  return x >= 0 && y >= 0 && x <= photo.width && y <= photo.height
}
