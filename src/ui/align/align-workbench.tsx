import { useNavigate, useRouter } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { AppError } from '../../contract/errors.ts'
import type { Registration } from '../../contract/registrations.ts'
import { applyTransform, invertTransform, type Point } from '../../domain/transform.ts'
import {
  editAlignment,
  isFoundAsAtStart,
  startAlignmentEditing,
  type AlignmentEditing,
  type AlignmentWork,
} from '../../domain/viewer/alignment-editing.ts'
import {
  completeLandmarks,
  MOST_LANDMARKS,
  neighbourOf,
  placeLandmark,
  type LandmarkSelection,
  type Side,
} from '../../domain/viewer/landmark-editing.ts'
import { placeUnaligned } from '../../domain/viewer/place-unaligned.ts'
import { isUnmoved, moveWhole, type WholeStep } from '../../domain/viewer/whole-move.ts'
import { Screen } from '../app/screen.tsx'
import { useLongCall } from '../app/use-long-call.ts'
import { Caption } from '../compare/caption.tsx'
import { useBringBack } from '../compare/use-bring-back.ts'
import type { Comparison } from '../compare/use-comparison.ts'
import { Button } from '../parts/button.tsx'
import { errorWords } from '../parts/error-words.ts'
import { KeyList } from '../parts/key-list.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { viewWords } from '../parts/term-words.ts'
import { toast } from '../parts/toast.ts'
import { AlignPanel } from './align-panel.tsx'
import { HistoryButtons } from './history-buttons.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import type { MarkerKey } from './pane/landmark-marker.tsx'
import { HeadRegion } from './pane/head-region.tsx'
import { createPaneControl } from './pane/pane-control.ts'
import { PhotoPane } from './pane/photo-pane.tsx'
import { ResultStage } from './result-stage.tsx'
import { useEscapeKey } from './use-escape-key.ts'
import { useHeadRegion } from './use-head-region.ts'
import { useKeepAlignment } from './use-keep-alignment.ts'
import { useLandmarkSolution, type LandmarkSolution } from './use-landmark-solution.ts'
import { useWholeKeys } from './use-whole-keys.ts'
import { useUndoKeys } from './use-undo-keys.ts'
import './align-workbench.css'

interface Props {
  readonly comparison: Comparison
  readonly stored: Registration | null
}

const SHOWN = [
  { id: 'points', words: 'Points' },
  { id: 'result', words: 'Result' },
] as const

const KEYS = [
  { keys: 'Click', words: 'place a point' },
  { keys: 'Enter', words: 'place it at the cross' },
  { keys: '← ↑ ↓ →', words: 'move by 0.1 px, Shift 1, Ctrl 10' },
  { keys: 'Tab', words: 'next point' },
  { keys: 'Delete', words: 'remove' },
  { keys: 'Ctrl Z', words: 'undo' },
] as const
const SIDES = ['before', 'after'] as const

/** Both photos beside each other with their points, the result beside them. */
export function AlignWorkbench({ comparison, stored }: Props) {
  const before = comparison.before.photo
  const after = comparison.after.photo
  const pair = useMemo(() => ({ beforeId: before.id, afterId: after.id }), [before.id, after.id])
  const navigate = useNavigate()
  const router = useRouter()
  const bringBack = useBringBack(before.id, after.id)
  const [editing, edit] = useReducer(editAlignment, stored, startFrom)
  const { work } = editing
  const [shown, setShown] = useState<'points' | 'result'>('points')
  const [controls] = useState(() => ({ before: createPaneControl(), after: createPaneControl() }))
  const panes = useRef<Record<Side, HTMLDivElement | null>>({ before: null, after: null })
  const pairs = useMemo(() => completeLandmarks(work.landmarks), [work.landmarks])
  const isAsKept = isFoundAsAtStart(editing)
  const solution = useLandmarkSolution({
    ...pair,
    pairs,
    snap: work.isSnapping,
    kept: isAsKept ? stored : null,
  })
  const automatic = useLongCall('registrations.align')
  const { state: automaticState } = automatic
  useEffect(() => {
    // Who left the screen meanwhile gave it up, and is told nothing.
    if (automaticState.kind !== 'failed' || automaticState.error.code === 'cancelled') return
    const words = errorWords(automaticState.error.code)
    toast(`${words.what}. ${words.next}`, { kind: 'failed' })
  }, [automaticState])
  const keeping = useKeepAlignment(pair, stored)
  const region = useHeadRegion(before, after, {
    move: work.region,
    isRegistrationKnown: stored !== null,
    listenedTo: (work.automatic === null ? stored?.headRegion : work.automatic.headRegion) ?? null,
  })

  const stepMove = useCallback(
    (step: WholeStep, { isCoarse }: { readonly isCoarse: boolean }) =>
      edit({ kind: 'whole', step, before, isCoarse }),
    [before],
  )
  useWholeKeys(stepMove)

  const found = work.automatic?.registration ?? stored
  const known = newestOf(solution, found)
  const afterToBefore = useMemo(
    () => moveWhole(known?.afterToBefore ?? placeUnaligned(before, after), work.move, before),
    [known, work.move, before, after],
  )

  // By Accept or Cancel: both say what becomes of the work.
  const leave = (): void =>
    void navigate({ to: '/compare/$beforeId/$afterId', params: pair, ignoreBlocker: true })
  // From the message that follows, wherever one is by then; work that was begun since began with what is taken back.
  const undoAccept = (): void => {
    void bringBack()
    if (router.state.location.pathname === `/align/${before.id}/${after.id}`) leave()
  }
  const accept = async (): Promise<void> => {
    const kept = await keeping.keep(work, afterToBefore)
    if (kept === 'placed-elsewhere')
      toast('This pair was placed in another window meanwhile. Accept again to put yours in its place.', {
        kind: 'failed',
      })
    else if (kept instanceof AppError) toast(errorWords(kept.code).what, { kind: 'failed' })
    else {
      leave()
      toast('Alignment kept', {
        about: 'alignment',
        ...(kept.canBringBack && { action: { words: 'Undo', run: undoAccept } }),
      })
    }
  }
  const alignAgain = async (headRegion: readonly Point[] | null): Promise<void> => {
    const registration = await automatic.start({
      ...pair,
      again: true,
      keep: false,
      ...(headRegion === null ? {} : { headRegion }),
    })
    if (registration === null) return
    if (registration.verdict === 'needs-points')
      toast('No match was found that can be trusted: place points instead', { kind: 'failed' })
    else {
      edit({ kind: 'automatic', found: { registration, headRegion } })
      toast('Aligned automatically: Accept keeps it', { about: 'alignment' })
    }
  }

  const go = (kind: 'undo' | 'redo'): void => {
    const { region: next } = editAlignment(editing, { kind }).work
    const focused = document.activeElement
    const side = SIDES.find((each) => panes.current[each]?.contains(focused) === true)
    flushSync(() => edit({ kind }))
    // What is undone is seen, and the keys stay in the photo whose point went.
    if (next !== work.region) region.show(true)
    if (focused?.isConnected === false && side !== undefined) panes.current[side]?.focus()
  }
  const undo = (): void => go('undo')
  const redo = (): void => go('redo')
  useUndoKeys({ undo, redo })
  useEscapeKey(() => {
    const { selection } = editing
    if (selection !== null) {
      edit({ kind: 'select', selection: null })
      panes.current[selection.side]?.focus()
    } else if (editing.past.length === 0) leave()
    // A key pressed by mistake throws no work away.
    else toast('Accept keeps your changes, Cancel drops them', { about: 'alignment' })
  })

  const focusMarker = ({ index, side }: LandmarkSelection): boolean => {
    const marker = panes.current[side]?.querySelector<HTMLElement>(`[data-marker="${index}"]`)
    marker?.focus()
    return marker !== null && marker !== undefined
  }
  const place = (side: Side, point: Point, by: 'pointer' | 'key'): void => {
    if (placeLandmark(work.landmarks, side, point) === null) {
      toast(`${MOST_LANDMARKS} points are as many as count: move one of them, or remove one first`)
      return
    }
    edit({ kind: 'place', side, point })
    const other = side === 'before' ? 'after' : 'before'
    // By keyboard the cross goes from photo to photo, as the pointer would.
    if (by === 'key') panes.current[other]?.focus()
    const isCompleting = work.landmarks.some((landmark) => landmark[side] === null)
    if (isCompleting || known === null) return
    // The other photo goes to where the spot should be.
    const there = side === 'before' ? invertTransform(afterToBefore) : afterToBefore
    controls[other].centreOn(applyTransform(there, point))
  }
  const onMarkerKey = (side: Side, index: number, key: MarkerKey): boolean => {
    const landmark = work.landmarks[index]
    const point = landmark?.[side]
    if (landmark === undefined || point === null || point === undefined) return false
    switch (key.kind) {
      case 'nudge':
        edit({
          kind: 'move',
          selection: { index, side },
          point: [point[0] + key.dx, point[1] + key.dy],
          gesture: `keys ${index} ${side}`,
        })
        return true
      case 'step': {
        const next = neighbourOf(work.landmarks, { index, side }, key.by)
        return next !== null && focusMarker(next)
      }
      case 'remove':
        edit({ kind: 'remove', index })
        panes.current[side]?.focus()
        return true
      default: {
        // On to the photo in which this point is missing, or to the next point in this one.
        const other = side === 'before' ? 'after' : 'before'
        panes.current[landmark[other] === null ? other : side]?.focus()
        return true
      }
    }
  }

  return (
    <Screen
      crumbs={[
        { words: before.client, to: { to: '/clients/$clientId', params: { clientId: before.clientId } } },
        { words: viewWords(before.view), to: { to: '/compare/$beforeId/$afterId', params: pair } },
        { words: 'Alignment' },
      ]}
      actions={
        <>
          <HistoryButtons editing={editing} onUndo={undo} onRedo={redo} />
          <Button onPress={leave}>Cancel</Button>
          <Button
            look="primary"
            icon={<Check size={16} />}
            isDisabled={
              !hasResult(work, solution, isAsKept) || solution.kind === 'solving' || keeping.isKeeping
            }
            onPress={() => void accept()}
          >
            Accept
          </Button>
        </>
      }
      centre={<Segmented label="Show" options={SHOWN} value={shown} onChange={setShown} />}
      panel={
        <AlignPanel
          before={before}
          after={after}
          editing={editing}
          solution={solution}
          found={found}
          isStored={stored !== null}
          afterToBefore={afterToBefore}
          onMove={stepMove}
          isAligning={automatic.state.kind === 'running'}
          onEdit={edit}
          onSelect={(index) => {
            const side = work.landmarks[index]?.before === null ? 'after' : 'before'
            const point = work.landmarks[index]?.[side]
            if (point !== null && point !== undefined) controls[side].centreOn(point)
            focusMarker({ index, side })
          }}
          onAlignAgain={() => void alignAgain(null)}
          region={region}
          onAlignByRegion={() => void alignAgain(region.isMoved || !region.isFound ? region.outline : null)}
        />
      }
      panelLabel="Points and result"
      {...(shown === 'points' ? { strip: <KeyList keys={KEYS} isRow />, stripLabel: 'Keys' } : {})}
      kind="stage"
    >
      <LeaveGuard hasWork={!isAsKept || !isUnmoved(work.move)} />
      {shown === 'result' ? <ResultStage comparison={comparison} afterToBefore={afterToBefore} /> : null}
      <div className="align" hidden={shown === 'result'}>
        {SIDES.map((side) => (
          <PhotoPane
            key={side}
            ref={(element) => {
              panes.current[side] = element
            }}
            side={side}
            photo={side === 'before' ? before : after}
            caption={<Caption role={side === 'before' ? 'Before' : 'After'} dated={comparison[side]} />}
            control={controls[side]}
            {...(side === 'before' && region.isShown && region.outline !== null
              ? {
                  drawing: (
                    <HeadRegion
                      photo={before}
                      outline={region.outline}
                      onChange={(change, gesture) => edit({ kind: 'region', change, gesture })}
                    />
                  ),
                  onMoveRegion: (dx: number, dy: number, gesture: string) =>
                    edit({ kind: 'region', change: { dx, dy }, gesture }),
                }
              : {})}
            landmarks={work.landmarks}
            selection={editing.selection}
            onPlace={(point, by) => place(side, point, by)}
            onMove={(index, point, gesture) =>
              edit({ kind: 'move', selection: { index, side }, point, gesture })
            }
            onSelect={(index) => edit({ kind: 'select', selection: { index, side } })}
            onMarkerKey={(index, key) => onMarkerKey(side, index, key)}
          />
        ))}
      </div>
    </Screen>
  )
}

/** Points that were taken as they are did not snap, whether or not they were to. */
function startFrom(stored: Registration | null): AlignmentEditing {
  const points = stored?.points ?? []
  return startAlignmentEditing(points, {
    isSnapping: points.length === 0 || stored?.measuringWarp !== null,
    headRegion: stored?.headRegion ?? null,
  })
}

/** Whether there is something to accept: a move, enough new points, or what the program found anew. */
function hasResult(
  { automatic, move }: AlignmentWork,
  solution: LandmarkSolution,
  isAsKept: boolean,
): boolean {
  if (!isUnmoved(move)) return true
  if (isAsKept) return false
  return solution.kind === 'too-few' ? automatic !== null : solution.kind !== 'failed'
}

/** How the two lie as far as is known: by the points, by the last points while new ones are worked out, or as the program found. */
function newestOf(solution: LandmarkSolution, found: Registration | null): Registration | null {
  if (solution.kind === 'solved') return solution.registration
  if (solution.kind === 'solving' && solution.last !== null) return solution.last
  return found === null || found.verdict === 'needs-points' ? null : found
}
