import type { KeyboardEvent } from 'react'
import type { Photo } from '../../../contract/photos.ts'
import { middleOf } from '../../../domain/registration/head-region.ts'
import type { Point } from '../../../domain/transform.ts'
import './head-region.css'

/** A shift in photo pixels, or a change of size. */
interface RegionChange {
  readonly dx?: number
  readonly dy?: number
  readonly factor?: number
}

interface Props {
  readonly photo: Photo
  readonly outline: readonly Point[]
  /** `gesture` is the same for a run of keys that do alike. */
  readonly onChange: (change: RegionChange, gesture: string) => void
}

/** Shares of the photo's width an arrow moves it, and how much a key sizes it. */
const STEP_SHARE = 0.01
const FACTOR = 1.04
/** Line widths as shares of the photo's width: the drawing is scaled with the photo. */
const LINE_SHARE = 0.004
const HANDLE_SHARE = 0.022

/** The part of the before photo that the alignment listens to, with a handle to move and size it. */
export function HeadRegion({ photo, outline, onChange }: Props) {
  const { width, height } = photo
  const [x, y] = middleOf(outline)
  const points = outline.map((point) => point.join(',')).join(' ')
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEP_SHARE * width
    if (event.key === 'ArrowLeft') onChange({ dx: -step }, 'shift')
    else if (event.key === 'ArrowRight') onChange({ dx: step }, 'shift')
    else if (event.key === 'ArrowUp') onChange({ dy: -step }, 'shift')
    else if (event.key === 'ArrowDown') onChange({ dy: step }, 'shift')
    else if (event.key === '+' || event.key === '=') onChange({ factor: FACTOR }, 'size')
    else if (event.key === '-') onChange({ factor: 1 / FACTOR }, 'size')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <svg className="head-region" viewBox={`0 0 ${width} ${height}`}>
      <polygon className="head-region__edge" points={points} strokeWidth={2.2 * LINE_SHARE * width} />
      <polygon
        className="head-region__line"
        points={points}
        strokeWidth={LINE_SHARE * width}
        strokeDasharray={`${4 * LINE_SHARE * width} ${2 * LINE_SHARE * width}`}
      />
      <circle
        className="head-region__handle"
        data-region
        cx={x}
        cy={y}
        r={HANDLE_SHARE * width}
        strokeWidth={LINE_SHARE * width}
        role="button"
        tabIndex={0}
        aria-label="Head region: drag or arrows move it, plus and minus size it"
        onKeyDown={onKeyDown}
      />
    </svg>
  )
}
