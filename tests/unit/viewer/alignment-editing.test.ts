import { describe, expect, it } from 'vitest'
import type { Registration } from '../../../src/contract/registrations.ts'
import {
  editAlignment,
  nextStep,
  startAlignmentEditing,
  type AlignmentAction,
  type AlignmentEditing,
  type AlignmentWork,
} from '../../../src/domain/viewer/alignment-editing.ts'
import type { PhotoId } from '../../../src/contract/ids.ts'

const act = (actions: readonly AlignmentAction[], start = startAlignmentEditing([])): AlignmentEditing =>
  actions.reduce(editAlignment, start)

const UNDO: AlignmentAction = { kind: 'undo' }
const REDO: AlignmentAction = { kind: 'redo' }
const before = { width: 2000, height: 3000 }
const whole = (step: 'left' | 'right' | 'clockwise' | 'larger'): AlignmentAction => ({
  kind: 'whole',
  step,
  before,
  isCoarse: false,
})

const twoPairs: readonly AlignmentAction[] = [
  { kind: 'place', side: 'before', point: [10, 10] },
  { kind: 'place', side: 'after', point: [12, 11] },
  { kind: 'place', side: 'after', point: [52, 51] },
  { kind: 'place', side: 'before', point: [50, 50] },
]

const registration: Registration = {
  beforeId: 1 as PhotoId, // a number is all an id is inside
  afterId: 2 as PhotoId, // as above
  verdict: 'aligned',
  method: 'akaze-homography',
  kind: 'similarity',
  confidence: 20,
  afterToBefore: [1, 0, 3, 0, 1, 4, 0, 0, 1],
  residualPercent: 0.1,
  poseDiffers: false,
  reasons: [],
  elapsedMs: 0,
  measuringWarp: null,
  points: [],
  madeBy: 'program',
}

/** One of everything a person can do, each a step of its own. */
const everything: readonly AlignmentAction[] = [
  ...twoPairs,
  { kind: 'move', selection: { index: 0, side: 'after' }, point: [13, 11], gesture: 'drag 1' },
  { kind: 'snap', isSnapping: false },
  whole('left'),
  whole('clockwise'),
  { kind: 'whole-reset' },
  { kind: 'remove', index: 0 },
  { kind: 'region', change: { dx: 5 }, gesture: 'drag 2' },
  { kind: 'region', change: { factor: 1.2 }, gesture: 'size' },
  { kind: 'region-reset' },
  { kind: 'automatic', found: { registration, headRegion: null } },
  { kind: 'place', side: 'before', point: [1, 1] },
  { kind: 'clear' },
]

describe('the history of an alignment', () => {
  it('goes back through everything that was done and forth again, step by step', () => {
    const states: AlignmentWork[] = [startAlignmentEditing([]).work]
    let state = startAlignmentEditing([])
    for (const action of everything) {
      state = editAlignment(state, action)
      states.push(state.work)
    }
    const back: AlignmentWork[] = [state.work]
    while (nextStep(state, 'undone') !== null) back.push((state = editAlignment(state, UNDO)).work)
    expect(back).toEqual([...states].reverse())
    const forth: AlignmentWork[] = [state.work]
    while (nextStep(state, 'redone') !== null) forth.push((state = editAlignment(state, REDO)).work)
    expect(forth).toEqual(states)
  })

  it('undoes a drag as one step', () => {
    const selection = { index: 0, side: 'after' } as const
    const dragged = act(
      [
        { kind: 'move', selection, point: [13, 11], gesture: 'drag 1' },
        { kind: 'move', selection, point: [14, 11], gesture: 'drag 1' },
        { kind: 'move', selection, point: [15, 11], gesture: 'drag 2' },
      ],
      act(twoPairs),
    )
    expect(act([UNDO], dragged).work.landmarks[0]).toEqual({ before: [10, 10], after: [14, 11] })
    expect(act([UNDO, UNDO], dragged).work.landmarks[0]).toEqual({ before: [10, 10], after: [12, 11] })
  })

  it('undoes a run of steps as a whole as one, and a turn after it by itself', () => {
    const moved = act([whole('right'), whole('right'), whole('left'), whole('right'), whole('clockwise')])
    expect(moved.past.map(({ edit }) => edit)).toEqual(['whole-moved', 'whole-moved'])
    expect(act([UNDO], moved).work.move).toEqual({
      rightPx: 2,
      downPx: 0,
      turnDegrees: 0,
      largerPercent: 0,
    })
    expect(act([UNDO, UNDO], moved).work).toEqual(startAlignmentEditing([]).work)
  })

  it('undoes a drag of the head region as one step', () => {
    const drag = (dx: number): AlignmentAction => ({ kind: 'region', change: { dx }, gesture: 'drag 7' })
    const dragged = act([drag(3), drag(4), drag(5)])
    expect(dragged.work.region.dx).toBe(12)
    expect(act([UNDO], dragged).work).toEqual(startAlignmentEditing([]).work)
  })

  it('puts a head region that was accepted before back to where it was found, until that is undone', () => {
    const headRegion = [
      [0, 0],
      [9, 0],
      [9, 9],
    ] as const
    const start = startAlignmentEditing([], { headRegion })
    expect(start.work.region.from).toBe(headRegion)
    const reset = act([{ kind: 'region-reset' }], start)
    expect(reset.work.region).toEqual(startAlignmentEditing([]).work.region)
    expect(act([UNDO], reset).work.region.from).toBe(headRegion)
    // An alignment that listened to the head as it is found shows that one.
    const anew = act([{ kind: 'automatic', found: { registration, headRegion: null } }], start)
    expect(anew.work.region).toEqual(startAlignmentEditing([]).work.region)
  })

  it('begins a new step with the same keys once something was undone', () => {
    const moved = act([whole('right'), whole('right'), UNDO, whole('right')])
    expect(moved.past).toHaveLength(1)
    expect(moved.future).toEqual([])
  })

  it('gives back points and moves that an alignment found anew replaced', () => {
    const anew = act(
      [whole('right'), { kind: 'automatic', found: { registration, headRegion: null } }],
      act(twoPairs),
    )
    expect(anew.work).toMatchObject({ landmarks: [], move: { rightPx: 0 }, automatic: { registration } })
    expect(act([UNDO], anew).work).toMatchObject({
      landmarks: [{ before: [10, 10] }, { before: [50, 50] }],
      move: { rightPx: 1 },
      automatic: null,
    })
  })

  it('tells what was undone until something else is done', () => {
    const undone = act([...twoPairs, { kind: 'remove', index: 0 }, UNDO])
    expect(undone.lastStep).toEqual({ kind: 'undone', edit: 'point-removed' })
    expect(act([REDO], undone).lastStep).toEqual({ kind: 'redone', edit: 'point-removed' })
    expect(act([whole('left')], undone).lastStep).toBe(null)
  })

  it('forgets what was undone once something new is placed', () => {
    const state = act([UNDO, { kind: 'place', side: 'before', point: [70, 70] }], act(twoPairs))
    expect(state.future).toEqual([])
    expect(act([REDO], state)).toBe(state)
  })

  it('keeps no step for what changes nothing', () => {
    const start = startAlignmentEditing([])
    for (const kind of ['clear', 'whole-reset', 'region-reset', 'undo', 'redo'] as const) {
      expect(editAlignment(start, { kind })).toBe(start)
    }
    expect(editAlignment(start, { kind: 'snap', isSnapping: true })).toBe(start)
  })

  it('selects the point that was placed, and drops a selection that undo has taken away', () => {
    const placed = act(twoPairs)
    expect(placed.selection).toEqual({ index: 1, side: 'before' })
    expect(act([UNDO], placed).selection).toBe(null)
  })
})
