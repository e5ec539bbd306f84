import { useNavigate } from '@tanstack/react-router'
import { MonitorUp, Upload } from 'lucide-react'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { PhotoId } from '../../contract/ids.ts'
import type { Photo } from '../../contract/photos.ts'
import { IDENTITY } from '../../domain/transform.ts'
import type { StageLayout } from '../../domain/viewer/lay-out-stage.ts'
import { placeUnaligned } from '../../domain/viewer/place-unaligned.ts'
import { carryView, zoomPercent } from '../../domain/viewer/view.ts'
import { Screen } from '../app/screen.tsx'
import { ComparabilitySection } from '../comparability/comparability-section.tsx'
import { ExportDialog } from '../export/export-dialog.tsx'
import { Button } from '../parts/button.tsx'
import { Failure } from '../parts/failure.tsx'
import { Loading } from '../parts/loading.tsx'
import { viewWords } from '../parts/term-words.ts'
import { Caption } from './caption.tsx'
import { commonFrame } from './common-frame.ts'
import { DifferenceLegend } from './difference-legend.tsx'
import { CompareStrip } from './compare-strip.tsx'
import { MatchQuality } from './match-quality.tsx'
import { ModeSwitch } from './mode-switch.tsx'
import { PairPanel } from './pair-panel.tsx'
import { SeriesSection } from './series-section.tsx'
import { StageMessage } from './stage-message.tsx'
import { StageStatus } from './stage-status.tsx'
import { StageToolbar } from './stage-toolbar.tsx'
import { Stage } from './stage/stage.tsx'
import type { StageControl } from './stage/stage-control.ts'
import { useClientView } from './use-client-view.ts'
import { useCompareKeys } from './use-compare-keys.ts'
import { useComparison, type Comparison } from './use-comparison.ts'
import { useDecodedComparison } from './use-decoded-comparison.ts'
import { useRegistration } from './use-registration.ts'
import { openSubject, viewerStore } from './viewer-store.ts'
import './compare-screen.css'

interface Props {
  readonly beforeId: PhotoId
  readonly afterId: PhotoId
}

/** A before and an after of one view, to be looked at together. */
export function CompareScreen({ beforeId, afterId }: Props) {
  const state = useComparison({ beforeId, afterId })
  const decoded = useDecodedComparison(state)
  if (decoded !== null && state.kind !== 'failed') {
    return <ComparisonView comparison={decoded.comparison} unreadable={decoded.unreadable} />
  }
  return (
    <Screen crumbs={[{ words: 'Clients', to: { to: '/' } }, { words: 'Compare' }]} kind="stage">
      {state.kind === 'failed' ? (
        <Failure error={state.error} onRetry={state.retry} />
      ) : (
        <Loading words="Opening the photos" />
      )}
    </Screen>
  )
}

function ComparisonView(props: {
  readonly comparison: Comparison
  readonly unreadable: readonly ('before' | 'after')[]
}) {
  const { comparison, unreadable } = props
  const before = comparison.before.photo
  const after = comparison.after.photo
  const navigate = useNavigate()
  const registration = useRegistration({ beforeId: before.id, afterId: after.id })
  const control = useRef<StageControl | null>(null)
  const place = useRef<HTMLDivElement>(null)
  const zoomWords = useRef<HTMLSpanElement>(null)
  const layout = useRef<StageLayout | null>(null)
  const clientView = useClientView(place)
  const [isExporting, setExporting] = useState(false)
  const [exportDividerX, setExportDividerX] = useState<number | null>(null)
  const subject = `${before.clientId}/${before.view}`
  useSubject(subject, before)

  const known = registration.kind === 'known' ? registration.registration : null
  const isPlaced = known !== null && known.verdict !== 'needs-points'
  const afterToBefore = useMemo(
    // A match that cannot be trusted is not shown as one.
    () =>
      isPlaced ? known.afterToBefore : before.id === after.id ? IDENTITY : placeUnaligned(before, after),
    [isPlaced, known, before, after],
  )

  const common = useMemo(
    () => (isPlaced ? commonFrame(before, after, afterToBefore) : null),
    [isPlaced, before, after, afterToBefore],
  )

  const onLayout = useCallback((next: StageLayout) => {
    layout.current = next
    const isFit = viewerStore.getState().view.kind === 'fit'
    const words = `${zoomPercent(next.scale, devicePixelRatio)} %`
    if (zoomWords.current !== null) zoomWords.current.textContent = isFit ? `Fit · ${words}` : words
  }, [])

  const show = useCallback(
    (pair: { readonly beforeId: PhotoId; readonly afterId: PhotoId }) => {
      // Replaced, so that Back leads to the client and not through every photo that was looked at.
      void navigate({ to: '/compare/$beforeId/$afterId', params: pair, replace: true })
    },
    [navigate],
  )
  const pick = useCallback(
    (side: 'before' | 'after', id: PhotoId) =>
      show(side === 'before' ? { beforeId: id, afterId: after.id } : { beforeId: before.id, afterId: id }),
    [show, before.id, after.id],
  )
  const { toggle: toggleClientView, leave: leaveClientView } = clientView
  const commands = useMemo(
    () => ({
      step: (side: 'before' | 'after', by: 1 | -1) => {
        const other = side === 'before' ? after.id : before.id
        const current = side === 'before' ? before.id : after.id
        const ids = comparison.film.map(({ photo }) => photo.id).filter((id) => id !== other)
        const next = ids[ids.indexOf(current) + by]
        if (next !== undefined) pick(side, next)
      },
      toggleClientView,
      leaveClientView,
    }),
    [comparison, before.id, after.id, pick, toggleClientView, leaveClientView],
  )
  useCompareKeys(
    useCallback(() => control.current, []),
    commands,
  )

  const openExport = (): void => {
    setExportDividerX(dividerInBeforePixels(layout.current))
    setExporting(true)
  }
  const adjust = (): void =>
    void navigate({ to: '/align/$beforeId/$afterId', params: { beforeId: before.id, afterId: after.id } })

  return (
    <Screen
      crumbs={[
        { words: before.client, to: { to: '/clients/$clientId', params: { clientId: before.clientId } } },
        { words: viewWords(before.view) },
      ]}
      centre={<ModeSwitch onChange={(mode) => control.current?.setMode(mode)} />}
      actions={
        <>
          <Button icon={<MonitorUp size={15} />} onPress={toggleClientView}>
            Client view
          </Button>
          <Button look="primary" icon={<Upload size={15} />} onPress={openExport}>
            Export
          </Button>
        </>
      }
      panel={
        <>
          <PairPanel comparison={comparison} onSwap={() => control.current?.swap()} />
          <MatchQuality
            state={registration}
            before={before}
            after={after}
            isAtWork={!clientView.isOn}
            onAdjust={adjust}
          />
          <ComparabilitySection
            before={before}
            after={after}
            registration={known !== null ? 'known' : registration.kind === 'failed' ? 'none' : 'sought'}
          />
          <SeriesSection comparison={comparison} onPick={(id) => pick('after', id)} />
        </>
      }
      panelLabel="Pair and match"
      strip={<CompareStrip comparison={comparison} onPick={pick} />}
      stripLabel="Photos of this view"
      kind="stage"
    >
      <div className={clientView.isOn ? 'compare compare--client-view' : 'compare'} ref={place}>
        <Stage
          before={before}
          after={after}
          afterToBefore={afterToBefore}
          common={common}
          isAligned={isPlaced}
          beforeCaption={<Caption role="Before" dated={comparison.before} />}
          afterCaption={<Caption role="After" dated={comparison.after} />}
          onLayout={onLayout}
          controlRef={control}
        >
          <StageMessage
            registration={registration}
            unreadable={unreadable}
            // Nothing to work on in front of a client.
            onAdjust={clientView.isOn ? null : adjust}
          />
          <StageToolbar
            control={control}
            zoomRef={zoomWords}
            isCommonKnown={common !== null}
            clientView={clientView}
          />
          <DifferenceLegend isAligned={isPlaced} />
          <StageStatus />
        </Stage>
      </div>
      <ExportDialog
        isOpen={isExporting}
        onOpenChange={setExporting}
        before={before}
        after={after}
        registration={known}
        dividerX={exportDividerX}
      />
    </Screen>
  )
}

/** Where an upright divider cuts the before photo, in its pixels; null where it lies or nothing is shown. */
function dividerInBeforePixels(layout: StageLayout | null): number | null {
  if (layout === null || viewerStore.getState().orientation !== 'vertical') return null
  return (layout.divider.positionPx - layout.before.transform[2]) / layout.scale
}

/**
 * Begins another client or view with the whole photo, and keeps the view when another before photo, of another size,
 * takes the place of the last one; both before the first frame is painted.
 */
function useSubject(subject: string, before: Photo): void {
  const last = useRef(before)
  useLayoutEffect(() => {
    const from = last.current
    last.current = before
    if (viewerStore.getState().subject !== subject) openSubject(subject)
    else if (from.width !== before.width || from.height !== before.height) {
      viewerStore.setState({ view: carryView(viewerStore.getState().view, from, before) })
    }
  }, [subject, before])
}
