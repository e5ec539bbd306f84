import { useImperativeHandle, useRef, useState, type Ref } from 'react'
import { PREVIEW_PX } from '../../../contract/media.ts'
import type { Photo } from '../../../contract/photos.ts'
import type { Point } from '../../../domain/transform.ts'
import type { Size } from '../../../domain/viewer/size.ts'
import { LevelledImage } from '../../compare/stage/levelled-image.tsx'

/** How much larger than the pane the loupe shows the photo, and at least (CSS pixels a photo pixel). */
const ENLARGEMENT = 3
const LEAST_SCALE = 1.5
const MOST_SCALE = 8
/** Its diameter and its distance from the pointer, in CSS pixels; the first stands in the style sheet too. */
const DIAMETER_PX = 148
const DISTANCE_PX = 26

/** Moves the loupe from pointer handlers, without a render. */
export interface LoupeHandle {
  /** Enlarges the photo's point `photoPoint`, which lies at `at` in the pane. */
  show(options: {
    readonly photoPoint: Point
    readonly at: Point
    readonly pane: Size
    readonly paneScale: number
  }): void
  hide(): void
}

/** A round piece of the photo, enlarged, beside the pointer, with a cross at the very point. */
export function Loupe({ photo, ref }: { readonly photo: Photo; readonly ref: Ref<LoupeHandle> }) {
  const glass = useRef<HTMLDivElement>(null)
  const picture = useRef<HTMLDivElement>(null)
  const [isUsed, setUsed] = useState(false)
  const previewShare = PREVIEW_PX / Math.max(photo.width, photo.height)

  useImperativeHandle(
    ref,
    () => ({
      show: ({ photoPoint, at, pane, paneScale }) => {
        if (glass.current === null || picture.current === null) return
        setUsed(true)
        const scale = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, paneScale * ENLARGEMENT))
        const middle = DIAMETER_PX / 2
        picture.current.style.transform = `matrix(${scale}, 0, 0, ${scale}, ${middle - photoPoint[0] * scale}, ${middle - photoPoint[1] * scale})`
        // Above and to the right, or where there is room.
        const isLeft = at[0] + DISTANCE_PX + DIAMETER_PX > pane.width
        const isBelow = at[1] - DISTANCE_PX - DIAMETER_PX < 0
        const x = isLeft ? at[0] - DISTANCE_PX - DIAMETER_PX : at[0] + DISTANCE_PX
        const y = isBelow ? at[1] + DISTANCE_PX : at[1] - DISTANCE_PX - DIAMETER_PX
        glass.current.style.transform = `translate(${x}px, ${y}px)`
        glass.current.style.visibility = 'visible'
      },
      hide: () => {
        if (glass.current !== null) glass.current.style.visibility = 'hidden'
      },
    }),
    [],
  )

  return (
    <div className="loupe" ref={glass} aria-hidden>
      <LevelledImage
        ref={picture}
        photo={photo}
        alt=""
        isFullWanted={isUsed && previewShare < 1 && LEAST_SCALE * devicePixelRatio > previewShare}
      />
      <span className="loupe__cross" />
    </div>
  )
}
