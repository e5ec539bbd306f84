import { useQueryClient } from '@tanstack/react-query'
import { Redo2, Undo2 } from 'lucide-react'
import { useEffect, useReducer, useState } from 'react'
import type { Regions } from '../../../contract/fade.ts'
import type { PhotoId } from '../../../contract/ids.ts'
import type { Photo } from '../../../contract/photos.ts'
import { outlineProblem } from '../../../domain/fade-chart/outline-problem.ts'
import { editRegions, startRegionDraft, type Outline } from '../../../domain/fade-chart/region-draft.ts'
import { useCallMutation, useCallQuery } from '../../app/call-query.ts'
import { Screen } from '../../app/screen.tsx'
import { formatDate } from '../../parts/dates.ts'
import { Failure } from '../../parts/failure.tsx'
import { IconButton } from '../../parts/icon-button.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { errorWords } from '../../parts/error-words.ts'
import { toast } from '../../parts/toast.ts'
import type { FadeFrame } from '../fade-frame.ts'
import { RegionPanel } from './region-panel.tsx'
import { RegionStage, type RegionTool } from './region-stage.tsx'
import { regionWords } from './region-words.ts'
import './regions.css'

interface Props {
  readonly frame: FadeFrame
  readonly baselineId: PhotoId
  readonly onDone: () => void
  /** Null where there is nothing to go back to. */
  readonly onCancel: (() => void) | null
}

/** Where the treated and the bare skin are marked on the healed photo, once for all visits. */
export function RegionScreen(props: Props) {
  const { frame, baselineId } = props
  const photos = useCallQuery('photos.list', { clientId: frame.clientId, view: frame.view })
  const regions = useCallQuery('regions.get', { photo: baselineId })
  const baseline = photos.data?.find((photo) => photo.id === baselineId)
  const error = photos.error ?? regions.error
  if (photos.data !== undefined && regions.data !== undefined && baseline !== undefined) {
    return <RegionEditor {...props} baseline={baseline} photos={photos.data} stored={regions.data} />
  }
  return (
    <Screen crumbs={frame.crumbs} actions={frame.picker}>
      {error === null ? <Loading words="Opening the healed photo" /> : <Failure error={error} />}
    </Screen>
  )
}

interface EditorProps extends Props {
  readonly baseline: Photo
  readonly photos: readonly Photo[]
  readonly stored: Regions
}

function RegionEditor({ frame, baseline, photos, stored, onDone, onCancel }: EditorProps) {
  const [draft, dispatch] = useReducer(editRegions, stored, (regions) =>
    startRegionDraft(outlinesOf(regions)),
  )
  const [tool, setTool] = useState<RegionTool>(stored.treated.length === 0 ? 'treated' : 'adjust')
  const save = useCallMutation('regions.set', {
    invalidates: ['regions.get', 'fade.baseline', 'photos.list', 'clients.get'],
  })
  const cache = useQueryClient()
  useUndoKeys(
    () => dispatch({ kind: 'undo' }),
    () => dispatch({ kind: 'redo' }),
  )

  const problems = draft.outlines.map((outline) => outlineProblem(outline.points))
  const storeDraft = (): void => {
    const polygons = (kind: Outline['kind']) =>
      draft.outlines
        .filter((outline) => outline.kind === kind)
        .map((outline) => outline.points.map(([x, y]): [number, number] => [tenth(x), tenth(y)]))
    save.mutate(
      { photo: baseline.id, treated: polygons('treated'), bare: polygons('bare') },
      {
        onSuccess: () => {
          // Figures of other regions must not be seen as if they were these.
          cache.removeQueries({ queryKey: ['fade.timeline', { clientId: frame.clientId, view: frame.view }] })
          onDone()
        },
        onError: (error) => {
          const { what, next } = errorWords(error.code)
          toast(`${what}. ${next}`, { kind: 'failed' })
        },
      },
    )
  }

  return (
    <Screen
      kind="stage"
      crumbs={[...frame.crumbs.slice(0, -1), { words: 'Regions' }]}
      centre={
        <Segmented
          label="What a click does"
          value={tool}
          onChange={(next) => {
            if (draft.open !== null) dispatch({ kind: 'give-up' })
            setTool(next)
          }}
          options={[
            { id: 'treated', words: regionWords('treated') },
            { id: 'bare', words: regionWords('bare') },
            { id: 'adjust', words: 'Adjust' },
          ]}
        />
      }
      actions={
        <>
          <IconButton
            label="Undo"
            keys="Ctrl Z"
            icon={<Undo2 size={17} />}
            isDisabled={draft.past.length === 0}
            onPress={() => dispatch({ kind: 'undo' })}
          />
          <IconButton
            label="Redo"
            keys="Ctrl Shift Z"
            icon={<Redo2 size={17} />}
            isDisabled={draft.future.length === 0}
            onPress={() => dispatch({ kind: 'redo' })}
          />
          {frame.smallPicker}
        </>
      }
      panelLabel="Regions"
      panel={
        <RegionPanel
          draft={draft}
          dispatch={dispatch}
          problems={problems}
          frame={frame}
          baseline={baseline}
          photos={photos}
          isSaving={save.isPending}
          onDraw={setTool}
          onSave={storeDraft}
          onCancel={onCancel}
        />
      }
    >
      <RegionStage
        photo={baseline}
        alt={`Healed baseline, ${formatDate(baseline.visitDate ?? '')}`}
        draft={draft}
        problems={problems}
        dispatch={dispatch}
        tool={tool}
        onClosed={() => {
          const isBareMissing = !draft.outlines.some((outline) => outline.kind === 'bare')
          if (tool === 'treated' && isBareMissing) setTool('bare')
          else setTool('adjust')
        }}
      />
    </Screen>
  )
}

function outlinesOf({ treated, bare }: Regions): readonly Outline[] {
  return [
    ...treated.map((points): Outline => ({ kind: 'treated', points })),
    ...bare.map((points): Outline => ({ kind: 'bare', points })),
  ]
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}

function useUndoKeys(undo: () => void, redo: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey)) return
      const key = event.key.toLowerCase()
      if (key === 'y' || (key === 'z' && event.shiftKey)) redo()
      else if (key === 'z') undo()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })
}
