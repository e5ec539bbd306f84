import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { useCallback, useMemo, useReducer, useRef, useState } from 'react'
import type { AppError } from '../../contract/errors.ts'
import type { Registration } from '../../contract/registrations.ts'
import { applyTransform, invertTransform, type Point } from '../../domain/transform.ts'
import {
  completeLandmarks,
  editLandmarks,
  neighbourOf,
  startLandmarkEditing,
  type LandmarkSelection,
  type Side,
} from '../../domain/viewer/landmark-editing.ts'
import { placeUnaligned } from '../../domain/viewer/place-unaligned.ts'
import { isUnmoved, moveWhole, NOT_MOVED, stepWhole, type WholeStep } from '../../domain/viewer/whole-move.ts'
import { useCall } from '../app/backend-context.tsx'
import { callQuery, invalidate, useCallMutation } from '../app/call-query.ts'
import { Screen } from '../app/screen.tsx'
import { useLongCall } from '../app/use-long-call.ts'
import { Caption } from '../compare/caption.tsx'
import type { Comparison } from '../compare/use-comparison.ts'
import { Button } from '../parts/button.tsx'
import { errorWords } from '../parts/error-words.ts'
import { Segmented } from '../parts/segmented.tsx'
import { viewWords } from '../parts/term-words.ts'
import { toast } from '../parts/toast.ts'
import { AlignHints } from './align-hints.tsx'
import { AlignPanel } from './align-panel.tsx'
import type { MarkerKey } from './pane/landmark-marker.tsx'
import { HeadRegion } from './pane/head-region.tsx'
import { createPaneControl } from './pane/pane-control.ts'
import { PhotoPane } from './pane/photo-pane.tsx'
import { ResultStage } from './result-stage.tsx'
import { useHeadRegion } from './use-head-region.ts'
import { LEAST_PAIRS, useLandmarkSolution, type LandmarkSolution } from './use-landmark-solution.ts'
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

/** What may be otherwise once a registration was kept. */
const CHANGED = ['fade.timeline', 'clients.get', 'registrations.comparability', 'reshoot.card'] as const

const SIDES = ['before', 'after'] as const

/** Both photos beside each other with their points, the result beside them. */
export function AlignWorkbench({ comparison, stored }: Props) {
  const before = comparison.before.photo
  const after = comparison.after.photo
  const pair = useMemo(() => ({ beforeId: before.id, afterId: after.id }), [before.id, after.id])
  const navigate = useNavigate()
  const call = useCall()
  const cache = useQueryClient()
  const [editing, edit] = useReducer(editLandmarks, stored?.points ?? [], startLandmarkEditing)
  const [isSnapping, setSnapping] = useState(true)
  const [shown, setShown] = useState<'points' | 'result'>('points')
  const [controls] = useState(() => ({ before: createPaneControl(), after: createPaneControl() }))
  const panes = useRef<Record<Side, HTMLDivElement | null>>({ before: null, after: null })
  const pairs = useMemo(() => completeLandmarks(editing.landmarks), [editing.landmarks])
  const solution = useLandmarkSolution({ ...pair, pairs, snap: isSnapping })
  const automatic = useLongCall('registrations.align')
  const keep = useCallMutation('registrations.byHand', {
    invalidates: CHANGED,
  })

  const keepMoved = useCallMutation('registrations.place', { invalidates: CHANGED })
  const [move, setMove] = useState(NOT_MOVED)
  const stepMove = useCallback(
    (step: WholeStep, { isCoarse }: { readonly isCoarse: boolean }) =>
      setMove((now) => stepWhole(now, step, { before, isCoarse })),
    [before],
  )
  useWholeKeys(stepMove)

  const region = useHeadRegion(before, after, stored !== null)

  const known = newestOf(solution, stored)
  const afterToBefore = useMemo(
    () => moveWhole(known?.afterToBefore ?? placeUnaligned(before, after), move, before),
    [known, move, before, after],
  )

  const remember = (registration: Registration): void => {
    cache.setQueryData(callQuery(call, 'registrations.get', pair).queryKey, registration)
  }
  const leave = (): void => void navigate({ to: '/compare/$beforeId/$afterId', params: pair })
  const isMoved = !isUnmoved(move)
  const accept = (): void => {
    const then = {
      onSuccess: (registration: Registration) => {
        remember(registration)
        leave()
      },
      onError: (error: AppError) => toast(errorWords(error.code).what, { kind: 'failed' }),
    }
    if (isMoved) keepMoved.mutate({ ...pair, afterToBefore, points: [...pairs] }, then)
    else keep.mutate({ ...pair, points: [...pairs], snap: isSnapping, keep: true }, then)
  }
  const alignAgain = async (headRegion?: readonly Point[]): Promise<void> => {
    const registration = await automatic.start({
      ...pair,
      again: true,
      ...(headRegion === undefined ? {} : { headRegion: [...headRegion] }),
    })
    if (registration === null) {
      toast('The automatic alignment did not finish', { kind: 'failed' })
      return
    }
    remember(registration)
    await invalidate(cache, CHANGED)
    edit({ kind: 'clear' })
    setMove(NOT_MOVED)
    toast(
      registration.verdict === 'needs-points'
        ? 'No match was found that can be trusted: place points instead'
        : 'Aligned automatically',
      registration.verdict === 'needs-points' ? { kind: 'failed' } : {},
    )
  }
  const undo = useCallback(() => edit({ kind: 'undo' }), [])
  const redo = useCallback(() => edit({ kind: 'redo' }), [])
  useUndoKeys({ undo, redo })

  const focusMarker = ({ index, side }: LandmarkSelection): boolean => {
    const marker = panes.current[side]?.querySelector<HTMLElement>(`[data-marker="${index}"]`)
    marker?.focus()
    return marker !== null && marker !== undefined
  }
  const place = (side: Side, point: Point, by: 'pointer' | 'key'): void => {
    edit({ kind: 'place', side, point })
    const other = side === 'before' ? 'after' : 'before'
    // By keyboard the cross goes from photo to photo, as the pointer would.
    if (by === 'key') panes.current[other]?.focus()
    const isCompleting = editing.landmarks.some((landmark) => landmark[side] === null)
    if (isCompleting || known === null) return
    // The other photo goes to where the spot should be.
    const there = side === 'before' ? invertTransform(afterToBefore) : afterToBefore
    controls[other].centreOn(applyTransform(there, point))
  }
  const onMarkerKey = (side: Side, index: number, key: MarkerKey): boolean => {
    const landmark = editing.landmarks[index]
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
        const next = neighbourOf(editing.landmarks, { index, side }, key.by)
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
          <Button onPress={leave}>Cancel</Button>
          <Button
            look="primary"
            icon={<Check size={16} />}
            isDisabled={
              (!isMoved && (pairs.length < LEAST_PAIRS || solution.kind === 'failed')) ||
              solution.kind === 'solving' ||
              keep.isPending ||
              keepMoved.isPending
            }
            onPress={accept}
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
          stored={stored}
          afterToBefore={afterToBefore}
          move={move}
          onMove={stepMove}
          onResetMove={() => setMove(NOT_MOVED)}
          isSnapping={isSnapping}
          isAligning={automatic.state.kind === 'running'}
          onSnap={setSnapping}
          onEdit={edit}
          onSelect={(index) => {
            const side = editing.landmarks[index]?.before === null ? 'after' : 'before'
            const point = editing.landmarks[index]?.[side]
            if (point !== null && point !== undefined) controls[side].centreOn(point)
            focusMarker({ index, side })
          }}
          onAlignAgain={() => void alignAgain()}
          region={region}
          onAlignByRegion={() => void alignAgain(region.outline ?? undefined)}
        />
      }
      panelLabel="Points and result"
      {...(shown === 'points' ? { strip: <AlignHints />, stripLabel: 'Keys' } : {})}
      kind="stage"
    >
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
                  drawing: <HeadRegion photo={before} outline={region.outline} onChange={region.change} />,
                  onMoveRegion: (dx: number, dy: number) => region.change({ dx, dy }),
                }
              : {})}
            landmarks={editing.landmarks}
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

/** How the two lie as far as is known: by the points, by the last points while new ones are worked out, or as stored. */
function newestOf(solution: LandmarkSolution, stored: Registration | null): Registration | null {
  if (solution.kind === 'solved') return solution.registration
  if (solution.kind === 'solving' && solution.last !== null) return solution.last
  return stored === null || stored.verdict === 'needs-points' ? null : stored
}
