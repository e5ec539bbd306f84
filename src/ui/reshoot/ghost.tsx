import { useId } from 'react'
import type { Point } from '../../domain/transform.ts'
import { drawingUrl, mediaUrl } from '../../contract/media.ts'
import type { Photo } from '../../contract/photos.ts'
import { viewWords } from '../parts/term-words.ts'

interface Props {
  readonly photo: Photo
  /** The head in the photo's pixels; null where it was not found, and then the photo is shown under all of the drawing. */
  readonly outline: readonly Point[] | null
}

/** Below its middle, beyond the outline ears, eyes and the neck's beginning still help to place the head; doors and shelves do not. */
const ROOM_BELOW = 1.2
/** Above it there is only the wall. */
const ROOM_ABOVE = 1.02
/** Lines that divide the frame as a camera's grid does. */
const THIRDS = [1 / 3, 2 / 3] as const

/** The baseline as an outline with its lines, in the whole frame of the photo; faintly the photo itself where no head was found in it. */
export function Ghost({ photo, outline }: Props) {
  const clip = useId()
  const { width, height } = photo
  return (
    <svg
      className="ghost"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${outline === null ? 'The photo to match, faint' : 'Outline of the head'}, ${viewWords(photo.view).toLowerCase()}`}
    >
      {outline === null ? null : (
        <clipPath id={clip}>
          <path d={roundPath(enlarged(outline))} />
        </clipPath>
      )}
      {outline === null ? (
        <image className="ghost__photo" href={mediaUrl(photo, 'preview')} width={width} height={height} />
      ) : null}
      {THIRDS.map((share) => (
        <g key={share} className="ghost__grid">
          <line x1={width * share} x2={width * share} y1={0} y2={height} />
          <line x1={0} x2={width} y1={height * share} y2={height * share} />
        </g>
      ))}
      <image
        className="ghost__lines"
        href={drawingUrl(photo)}
        width={width}
        height={height}
        preserveAspectRatio="none"
        {...(outline === null ? {} : { clipPath: `url(#${clip})` })}
      />
      {outline === null ? null : <path className="ghost__outline" d={roundPath(outline)} />}
      <rect className="ghost__frame" width={width} height={height} />
    </svg>
  )
}

function enlarged(outline: readonly Point[]): readonly Point[] {
  const x = outline.reduce((sum, point) => sum + point[0], 0) / outline.length
  const y = outline.reduce((sum, point) => sum + point[1], 0) / outline.length
  return outline.map((point) => {
    const room = point[1] < y ? ROOM_ABOVE : ROOM_BELOW
    return [x + room * (point[0] - x), y + room * (point[1] - y)]
  })
}

/** A closed round path through the middles of an outline's sides, so that no corner is drawn where the head has none. */
function roundPath(outline: readonly Point[]): string {
  const [first] = outline
  if (first === undefined) return ''
  const middles = outline.map(([x, y], i): Point => {
    const [nextX, nextY] = outline[i + 1] ?? first
    return [(x + nextX) / 2, (y + nextY) / 2]
  })
  const start = middles.at(-1) ?? first
  const curves = outline.map((corner, i) => `Q${numbers(corner)} ${numbers(middles[i] ?? start)}`)
  return `M${numbers(start)} ${curves.join(' ')}Z`
}

function numbers([x, y]: Point): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`
}
