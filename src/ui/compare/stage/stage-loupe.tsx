import { useEffect, useRef, type RefObject } from 'react'
import { PREVIEW_PX } from '../../../contract/media.ts'
import type { Photo } from '../../../contract/photos.ts'
import {
  applyTransform,
  composeTransforms,
  invertTransform,
  type Matrix3,
  type Point,
} from '../../../domain/transform.ts'
import { cssTransform } from '../../../domain/viewer/css-transform.ts'
import { layOutStage, stagePanes } from '../../../domain/viewer/lay-out-stage.ts'
import type { Rect, Size } from '../../../domain/viewer/size.ts'
import { viewerStore } from '../viewer-store.ts'
import { LevelledImage } from './levelled-image.tsx'
import './stage-loupe.css'

interface Props {
  readonly surface: RefObject<HTMLElement | null>
  readonly before: Photo
  readonly after: Photo
  readonly afterToBefore: Matrix3
  readonly common: Rect | null
}

/** How much larger than on the stage. */
const ENLARGEMENT = 3
/** One of its two glasses, and how far they keep from the pointer, in CSS pixels; the first stands in the style sheet too. */
const GLASS_PX = 190
const DISTANCE_PX = 24
const GAP_PX = 2

/** The same spot of both photos beside each other, enlarged, at the pointer; in the middle of the stage without one. */
export function StageLoupe({ surface, before, after, afterToBefore, common }: Props) {
  const loupe = useRef<HTMLDivElement>(null)
  const beforePicture = useRef<HTMLDivElement>(null)
  const afterPicture = useRef<HTMLDivElement>(null)
  // Outlives the pair: a mouse at rest says nothing when other photos, or their alignment, come under it.
  const pointer = useRef<Point | null>(null)

  useEffect(() => {
    const element = surface.current
    if (element === null) return undefined
    const paint = (): void => {
      const stage: Size = { width: element.clientWidth, height: element.clientHeight }
      if (loupe.current === null || beforePicture.current === null || afterPicture.current === null) return
      const at: Point = pointer.current ?? [stage.width / 2, stage.height / 2]
      const state = viewerStore.getState()
      const layout = layOutStage(state, { before, after, afterToBefore, common }, stage)
      const panes = stagePanes(state, stage)
      const isOverAfter = state.mode === 'side-by-side' && isInside(panes.after, at)
      // Linked or not, what the pointer is over is found in the before photo first.
      const spot = isOverAfter
        ? applyTransform(afterToBefore, applyTransform(invertTransform(layout.after.transform), at))
        : applyTransform(invertTransform(layout.before.transform), at)
      const scale = layout.scale * ENLARGEMENT
      const glass: Matrix3 = [
        scale,
        0,
        GLASS_PX / 2 - spot[0] * scale,
        0,
        scale,
        GLASS_PX / 2 - spot[1] * scale,
        0,
        0,
        1,
      ]
      beforePicture.current.style.transform = cssTransform(glass)
      afterPicture.current.style.transform = cssTransform(composeTransforms(glass, afterToBefore))
      loupe.current.style.transform = `translate(${place(at, stage).join('px, ')}px)`
    }
    const onMove = (event: PointerEvent): void => {
      const rect = element.getBoundingClientRect()
      pointer.current = [event.clientX - rect.left, event.clientY - rect.top]
      paint()
    }
    const onLeave = (): void => {
      pointer.current = null
      paint()
    }
    element.addEventListener('pointermove', onMove)
    element.addEventListener('pointerleave', onLeave)
    const stop = viewerStore.subscribe(paint)
    const observer = new ResizeObserver(paint)
    observer.observe(element)
    paint()
    return () => {
      observer.disconnect()
      element.removeEventListener('pointermove', onMove)
      element.removeEventListener('pointerleave', onLeave)
      stop()
    }
  }, [surface, before, after, afterToBefore, common])

  return (
    <div className="stage-loupe" ref={loupe} role="img" aria-label="Loupe: before and after, the same spot">
      {(
        [
          ['Before', before, beforePicture],
          ['After', after, afterPicture],
        ] as const
      ).map(([words, photo, picture]) => (
        <div className="stage-loupe__glass" key={words}>
          <LevelledImage ref={picture} photo={photo} alt="" isFullWanted={isLargerThanPreview(photo)} />
          <span className="stage-loupe__cross" />
          <span className="stage-loupe__words">{words}</span>
        </div>
      ))}
    </div>
  )
}

/** What is enlarged is looked at for its finest detail. */
function isLargerThanPreview({ width, height }: Photo): boolean {
  return Math.max(width, height) > PREVIEW_PX
}

/** Above the pointer, or below it where there is no room, and always on the stage. */
function place([x, y]: Point, stage: Size): readonly [number, number] {
  const width = 2 * GLASS_PX + GAP_PX
  const left = Math.min(Math.max(0, x - width / 2), Math.max(0, stage.width - width))
  const above = y - DISTANCE_PX - GLASS_PX
  return [left, above >= 0 ? above : y + DISTANCE_PX]
}

function isInside(rect: Rect, [x, y]: Point): boolean {
  return x >= rect.left && y >= rect.top && x < rect.left + rect.width && y < rect.top + rect.height
}
