import { useEffect } from 'react'
import type { ClientId } from '../../../contract/ids.ts'
import type { Photo } from '../../../contract/photos.ts'
import type { Registration } from '../../../contract/registrations.ts'
import type { View } from '../../../contract/vocabulary.ts'
import type { Outline } from '../../../domain/fade-chart/region-draft.ts'
import { applyMeasuringWarp } from '../../../domain/measuring-warp.ts'
import type { Point } from '../../../domain/transform.ts'
import { useLongCall } from '../../app/use-long-call.ts'
import { formatDate, formatVisitDate } from '../../parts/dates.ts'
import { phaseWords } from '../../parts/term-words.ts'
import { Thumb } from '../../parts/thumb.tsx'

/** Sides are carried in this many pieces, because a straight side may come out curved. */
const PIECES = 6

interface Props {
  readonly clientId: ClientId
  readonly view: View
  readonly baseline: Photo
  readonly photos: readonly Photo[]
  readonly outlines: readonly Outline[]
}

/** Where the regions come to lie on the other visits, so that a wrong alignment is seen before anything is measured. */
export function CarriedRegions({ clientId, view, baseline, photos, outlines }: Props) {
  const { state, start } = useLongCall('registrations.alignSeries')
  useEffect(() => {
    void start({ clientId, view })
  }, [start, clientId, view])

  const others = photos
    .filter((photo) => photo.id !== baseline.id && photo.visitDate !== null)
    .sort((a, b) => (a.visitDate ?? '').localeCompare(b.visitDate ?? ''))
  if (others.length === 0) return <p className="carried__words">There is no other visit of this view yet.</p>
  const registrations = state.kind === 'done' ? state.output : []
  return (
    <>
      {state.kind === 'running' ? (
        <p className="carried__words" role="status">
          {state.progress === null || state.progress.total === 0
            ? 'Aligning the other visits …'
            : `Aligning ${Math.min(state.progress.done + 1, state.progress.total)} of ${state.progress.total} …`}
        </p>
      ) : null}
      {state.kind === 'failed' ? (
        <p className="carried__words">
          The other visits could not be aligned; the regions are kept all the same.
        </p>
      ) : null}
      <ul className="carried">
        {others.map((photo) => (
          <CarriedPhoto
            key={photo.id}
            photo={photo}
            outlines={outlines}
            registration={registrations.find((each) => each.afterId === photo.id) ?? null}
            isWaiting={state.kind === 'running' || state.kind === 'idle'}
          />
        ))}
      </ul>
    </>
  )
}

interface CarriedPhotoProps {
  readonly photo: Photo
  readonly outlines: readonly Outline[]
  readonly registration: Registration | null
  readonly isWaiting: boolean
}

function CarriedPhoto({ photo, outlines, registration, isWaiting }: CarriedPhotoProps) {
  const isAligned = registration !== null && registration.verdict !== 'needs-points'
  const carry = isAligned ? carrier(registration) : null
  return (
    <li className="carried__item">
      <div className="carried__photo" style={{ aspectRatio: `${photo.width} / ${photo.height}` }}>
        <Thumb photo={photo} alt={`${formatVisitDate(photo.visitDate)}, with the regions`} variant="thumb" />
        {carry === null ? null : (
          <svg className="carried__outlines" viewBox={`0 0 ${photo.width} ${photo.height}`} aria-hidden>
            {outlines.map((outline, index) => (
              <path
                key={index}
                className={`carried__outline carried__outline--${outline.kind}`}
                d={`M${inPieces(outline.points)
                  .map(carry)
                  .map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`)
                  .join('L')}Z`}
              />
            ))}
          </svg>
        )}
      </div>
      <p className="carried__date">{formatDate(photo.visitDate ?? '')}</p>
      <p className="carried__words">
        {isWaiting ? phaseWords(photo.phase) : isAligned ? phaseWords(photo.phase) : 'Not aligned'}
      </p>
    </li>
  )
}

/** Baseline pixels to pixels of the other photo; null where there is no way. */
function carrier({ measuringWarp }: Registration): ((point: Point) => Point) | null {
  return measuringWarp === null ? null : (point) => applyMeasuringWarp(measuringWarp, point)
}

function inPieces(points: readonly Point[]): readonly Point[] {
  return points.flatMap(([x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length] ?? [x, y]
    return Array.from({ length: PIECES }, (_, piece): Point => {
      const share = piece / PIECES
      return [x + share * (nextX - x), y + share * (nextY - y)]
    })
  })
}
