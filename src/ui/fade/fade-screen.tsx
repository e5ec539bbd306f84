import { CalendarClock, PencilRuler } from 'lucide-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ClientId, PhotoId } from '../../contract/ids.ts'
import type { View } from '../../contract/vocabulary.ts'
import { useCallQuery } from '../app/call-query.ts'
import { Screen } from '../app/screen.tsx'
import { viewsOf } from '../clients/choose-pair.ts'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Failure } from '../parts/failure.tsx'
import { Loading } from '../parts/loading.tsx'
import { viewWords } from '../parts/term-words.ts'
import { MeasuredFade } from './measured-fade.tsx'
import { RegionScreen } from './regions/region-screen.tsx'
import type { FadeFrame } from './fade-frame.ts'
import { ViewPicker } from './view-picker.tsx'

interface Props {
  readonly clientId: ClientId
  readonly view: View
}

/** How much pigment is left in one view, visit by visit; where nothing is marked yet, the place to mark it. */
export function FadeScreen({ clientId, view }: Props) {
  const navigate = useNavigate()
  const client = useCallQuery('clients.get', { id: clientId })
  const baseline = useCallQuery('fade.baseline', { clientId, view })
  const [isDrawing, setIsDrawing] = useState(false)

  const visits = client.data?.visits ?? []
  const picking = {
    views: viewsOf(visits).filter((each) => each !== 'unknown' || each === view),
    view,
    onChange: (next: View) =>
      void navigate({ to: '/clients/$clientId/fade/$view', params: { clientId, view: next } }),
  }
  const frame: FadeFrame = {
    clientId,
    view,
    visits,
    crumbs: [
      { words: 'Clients', to: { to: '/' } },
      {
        words: client.data?.client.name ?? 'Client',
        to: { to: '/clients/$clientId', params: { clientId } },
      },
      { words: `Fade, ${viewWords(view).toLowerCase()}` },
    ],
    picker: <ViewPicker {...picking} />,
    smallPicker: <ViewPicker {...picking} isSmall />,
  }

  const error = client.error ?? baseline.error
  if (error !== null) {
    return (
      <Screen crumbs={frame.crumbs} actions={frame.picker}>
        <Failure
          error={error}
          onRetry={() => {
            void client.refetch()
            void baseline.refetch()
          }}
        />
      </Screen>
    )
  }
  if (client.data === undefined || baseline.data === undefined) {
    return (
      <Screen crumbs={frame.crumbs} actions={frame.picker}>
        <Loading words="Looking for the healed photo" />
      </Screen>
    )
  }
  const baselineId: PhotoId | null = baseline.data.photoId
  if (baselineId === null) {
    return (
      <Screen crumbs={frame.crumbs} actions={frame.picker}>
        <EmptyState
          icon={<CalendarClock size={24} />}
          title="No healed photo of this view yet"
          actions={
            <Button onPress={() => void navigate({ to: '/clients/$clientId', params: { clientId } })}>
              All photos of this client
            </Button>
          }
        >
          <p>
            Fade is measured against a photo taken 28 days or more after the last session. If one of the
            photos is healed already, open it and say so.
          </p>
        </EmptyState>
      </Screen>
    )
  }
  if (isDrawing || !baseline.data.hasRegions) {
    return (
      <RegionScreen
        frame={frame}
        baselineId={baselineId}
        onDone={() => setIsDrawing(false)}
        onCancel={baseline.data.hasRegions ? () => setIsDrawing(false) : null}
      />
    )
  }
  return (
    <MeasuredFade
      frame={frame}
      redraw={
        <Button icon={<PencilRuler size={15} aria-hidden />} onPress={() => setIsDrawing(true)}>
          Redraw regions
        </Button>
      }
    />
  )
}
