import { useQueries } from '@tanstack/react-query'
import { Pause, Play } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { assertNever } from '../../contract/errors.ts'
import type { FadeTimeline, FadeVisit, Regions } from '../../contract/fade.ts'
import type { PhotoId } from '../../contract/ids.ts'
import type { Photo } from '../../contract/photos.ts'
import type { Registration } from '../../contract/registrations.ts'
import { regionCrop } from '../../domain/fade-chart/region-crop.ts'
import { IDENTITY } from '../../domain/transform.ts'
import type { Rect } from '../../domain/viewer/size.ts'
import { useCall } from '../app/backend-context.tsx'
import { callQuery } from '../app/call-query.ts'
import { Button } from '../parts/button.tsx'
import { formatDate } from '../parts/dates.ts'
import { viewWords } from '../parts/term-words.ts'
import { Thumb } from '../parts/thumb.tsx'
import { AlignedCrop } from './aligned-crop.tsx'
import { percentWords, visitRole, type VisitRole } from './fade-words.ts'
import { useElementSize } from './use-element-size.ts'

/** Width by height of a crop. */
const SHAPE = 1.75
const PLAY_STEP_MS = 1200

interface Props {
  readonly timeline: FadeTimeline
  readonly photos: readonly Photo[]
  readonly regions: Regions | null
  readonly selectedId: PhotoId | null
  readonly onSelect: (photo: PhotoId) => void
}

/** Every visit in the baseline's frame, side by side; choosing one selects the visit. */
export function AlignedCrops({ timeline, photos, regions, selectedId, onSelect }: Props) {
  const titleId = useId()
  const { visits, baselineId } = timeline
  const registrations = useRegistrations(timeline)
  const baseline = photos.find((photo) => photo.id === baselineId)
  const [isPlaying, setIsPlaying] = useState(false)

  const order = visits.map((visit) => visit.photoId)
  useEffect(() => {
    if (!isPlaying) return undefined
    const timer = setTimeout(() => {
      const next = order[(order.findIndex((id) => id === selectedId) + 1) % order.length]
      if (next !== undefined) onSelect(next)
    }, PLAY_STEP_MS)
    return () => clearTimeout(timer)
  })

  if (baseline === undefined) return null
  const crop = regionCrop(regions?.treated ?? [], baseline, SHAPE)
  return (
    <section className="fade-card fade-card--crops" aria-labelledby={titleId}>
      <header className="fade-card__head">
        <h2 className="fade-card__title" id={titleId}>
          Aligned crops
        </h2>
        <p className="fade-card__note">
          Same area, same scale, aligned to {formatDate(baseline.visitDate ?? '')}
        </p>
        {visits.length < 2 ? null : (
          <Button
            look="quiet"
            icon={isPlaying ? <Pause size={15} aria-hidden /> : <Play size={15} aria-hidden />}
            onPress={() => setIsPlaying((now) => !now)}
          >
            {isPlaying ? 'Stop' : 'Play through'}
          </Button>
        )}
      </header>
      <ul className="crop-strip">
        {visits.map((visit) => (
          <CropCard
            key={visit.photoId}
            visit={visit}
            photo={photos.find((photo) => photo.id === visit.photoId) ?? null}
            crop={crop}
            registration={
              visit.photoId === baselineId ? 'baseline' : (registrations.get(visit.photoId) ?? null)
            }
            isSelected={visit.photoId === selectedId}
            onSelect={() => {
              setIsPlaying(false)
              onSelect(visit.photoId)
            }}
          />
        ))}
      </ul>
    </section>
  )
}

/** The registrations of all visits to the baseline, as far as they are known. */
function useRegistrations({ visits, baselineId }: FadeTimeline): ReadonlyMap<PhotoId, Registration> {
  const call = useCall()
  const others = visits.filter((visit) => visit.photoId !== baselineId)
  return useQueries({
    queries: others.map((visit) =>
      callQuery(call, 'registrations.get', { beforeId: baselineId, afterId: visit.photoId }),
    ),
    combine: (results) =>
      new Map(
        results.flatMap(({ data }) =>
          data === null || data === undefined ? [] : [[data.afterId, data] as const],
        ),
      ),
  })
}

interface CardProps {
  readonly visit: FadeVisit
  readonly photo: Photo | null
  readonly crop: Rect
  readonly registration: Registration | 'baseline' | null
  readonly isSelected: boolean
  readonly onSelect: () => void
}

function CropCard({ visit, photo, crop, registration, isSelected, onSelect }: CardProps) {
  const place = useRef<HTMLSpanElement>(null)
  const size = useElementSize(place)
  const role = visitRole(visit)
  const date = formatDate(visit.date)
  const card = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isSelected) showInStrip(card.current)
  }, [isSelected])
  const toBaseline =
    registration === 'baseline'
      ? IDENTITY
      : registration === null || registration.verdict === 'needs-points'
        ? null
        : registration.afterToBefore
  return (
    <li className="crop-strip__item">
      <button
        type="button"
        ref={card}
        className={`crop-card${isSelected ? ' crop-card--selected' : ''}`}
        aria-pressed={isSelected}
        aria-label={[date, figureWords(visit), role.kind === 'measured' ? null : role.reason]
          .filter((part) => part !== null)
          .join(', ')}
        onClick={onSelect}
      >
        <span className="crop-card__place" ref={place} style={{ aspectRatio: SHAPE }}>
          {photo === null || toBaseline === null ? (
            <Thumb photo={photo} alt="" variant="preview" />
          ) : size === null ? null : (
            <AlignedCrop
              photo={photo}
              crop={crop}
              toBaseline={toBaseline}
              widthPx={size.width}
              alt={`${viewWords(photo.view)}, ${date}`}
            />
          )}
          {photo !== null && toBaseline === null ? (
            <span className="crop-card__mark">Not aligned</span>
          ) : null}
        </span>
        <span className="crop-card__foot">
          <span className="crop-card__date">{date}</span>
          <span className="crop-card__figure figures">{footWords(visit, role)}</span>
        </span>
      </button>
    </li>
  )
}

function footWords(visit: FadeVisit, role: VisitRole): string {
  switch (role.kind) {
    case 'measured':
      return figureWords(visit)
    case 'apart':
      return `${figureWords(visit)} · ${role.reason}`
    case 'without-figure':
      return role.reason
    default:
      return assertNever(role)
  }
}

/** Scrolls the strip alone, never the page: what a person looks at must stay where it is. */
function showInStrip(card: HTMLElement | null): void {
  const strip = card?.closest('.crop-strip')
  if (card === null || strip === null || strip === undefined) return
  const [inner, outer] = [card.getBoundingClientRect(), strip.getBoundingClientRect()]
  const room = 20
  if (inner.left < outer.left + room) strip.scrollLeft -= outer.left + room - inner.left
  else if (inner.right > outer.right - room) strip.scrollLeft += inner.right - outer.right + room
}

function figureWords(visit: FadeVisit): string {
  return visit.retentionPercent === null ? 'not measured' : percentWords(visit.retentionPercent)
}
