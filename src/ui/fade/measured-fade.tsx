import { CirclePause } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { assertNever } from '../../contract/errors.ts'
import type { FadeTimeline, FadeVisit } from '../../contract/fade.ts'
import type { PhotoId } from '../../contract/ids.ts'
import type { Photo } from '../../contract/photos.ts'
import { useCallQuery } from '../app/call-query.ts'
import { Screen } from '../app/screen.tsx'
import { firstSessionDate } from '../clients/photo-words.ts'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Failure } from '../parts/failure.tsx'
import { ProgressView } from '../parts/progress-view.tsx'
import { viewWords } from '../parts/term-words.ts'
import { AlignedCrops } from './aligned-crops.tsx'
import { FadeChart } from './fade-chart.tsx'
import type { FadeFrame } from './fade-frame.ts'
import { FadeStats } from './fade-stats.tsx'
import { MeasuringVisits } from './measuring-visits.tsx'
import { useFadeTimeline } from './use-fade-timeline.ts'
import { VisitPanel } from './visit-panel.tsx'
import './fade.css'

interface Props {
  readonly frame: FadeFrame
  /** The button that opens the region editor. */
  readonly redraw: ReactNode
}

/** The fade of a view that has its regions: measuring it, and showing what was measured. */
export function MeasuredFade({ frame, redraw }: Props) {
  const { clientId, view, crumbs, picker } = frame
  const { state, cancel, retry } = useFadeTimeline(clientId, view)
  const actions = (
    <>
      {picker}
      {redraw}
    </>
  )
  switch (state.kind) {
    case 'measuring':
      return (
        <Screen crumbs={crumbs} actions={actions}>
          <div className="fade-measuring">
            <ProgressView
              title={`Measuring ${viewWords(view).toLowerCase()}`}
              progress={state.progress}
              isCancelling={false}
              onCancel={cancel}
            />
            <MeasuringVisits visits={state.progress?.visits ?? []} />
            <p className="fade-measuring__note">
              Every visit is aligned with the healed photo and measured once; the next time it is there at
              once.
            </p>
          </div>
        </Screen>
      )
    case 'stopped':
      return (
        <Screen crumbs={crumbs} actions={actions}>
          <EmptyState
            icon={<CirclePause size={24} />}
            title="Measuring was stopped"
            actions={
              <Button look="primary" onPress={retry}>
                Go on measuring
              </Button>
            }
          >
            <p>What was measured until then is kept.</p>
          </EmptyState>
        </Screen>
      )
    case 'failed':
      return (
        <Screen crumbs={crumbs} actions={actions}>
          <Failure error={state.error} onRetry={retry} />
        </Screen>
      )
    case 'measured':
      return (
        <Timeline
          frame={frame}
          actions={actions}
          timeline={state.timeline}
          isRefreshing={state.isRefreshing}
        />
      )
    default:
      return assertNever(state)
  }
}

interface TimelineProps {
  readonly frame: FadeFrame
  readonly actions: ReactNode
  readonly timeline: FadeTimeline
  readonly isRefreshing: boolean
}

function Timeline({ frame, actions, timeline, isRefreshing }: TimelineProps) {
  const { clientId, view, visits: clientVisits } = frame
  const photos = useCallQuery('photos.list', { clientId, view })
  const regions = useCallQuery('regions.get', { photo: timeline.baselineId })
  const [selectedId, setSelectedId] = useState<PhotoId | null>(null)
  const { visits } = timeline
  const firstSession = firstSessionDate(clientVisits)
  const selected = visits.find((visit) => visit.photoId === selectedId) ?? latestOf(visits)
  const baseline = visits.find((visit) => visit.photoId === timeline.baselineId)
  const photoOf = (visit: FadeVisit | undefined): Photo | null =>
    photos.data?.find((photo) => photo.id === visit?.photoId) ?? null

  return (
    <Screen
      crumbs={frame.crumbs}
      actions={actions}
      panelLabel="Selected visit"
      panel={
        selected === undefined ? null : (
          <VisitPanel
            visit={selected}
            baseline={baseline ?? null}
            photo={photoOf(selected)}
            label={clientVisits.find((visit) => visit.id === selected.visitId) ?? null}
            firstSession={firstSession}
          />
        )
      }
    >
      <div className="fade">
        <FadeStats timeline={timeline} firstSession={firstSession} />
        <FadeChart
          timeline={timeline}
          isRefreshing={isRefreshing}
          selectedId={selected?.photoId ?? null}
          onSelect={setSelectedId}
          today={localToday()}
        />
        <AlignedCrops
          timeline={timeline}
          photos={photos.data ?? []}
          regions={regions.data ?? null}
          selectedId={selected?.photoId ?? null}
          onSelect={setSelectedId}
        />
      </div>
    </Screen>
  )
}

/** The visit that is looked at first: the last one that counts. */
function latestOf(visits: readonly FadeVisit[]): FadeVisit | undefined {
  return visits.findLast((visit) => visit.isUsable) ?? visits.at(-1)
}

/** Today on this machine's calendar, as a visit's day is written. */
function localToday(): string {
  const now = new Date()
  const pad = (value: number): string => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
}
