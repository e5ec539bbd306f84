import { describe, expect, it } from 'vitest'
import {
  completeLandmarks,
  editLandmarks,
  MOST_LANDMARKS,
  neighbourOf,
  startLandmarkEditing,
  type LandmarkAction,
  type LandmarkEditing,
} from '../../../src/domain/viewer/landmark-editing.ts'

const act = (actions: readonly LandmarkAction[], start = startLandmarkEditing([])): LandmarkEditing =>
  actions.reduce(editLandmarks, start)

const twoPairs: readonly LandmarkAction[] = [
  { kind: 'place', side: 'before', point: [10, 10] },
  { kind: 'place', side: 'after', point: [12, 11] },
  { kind: 'place', side: 'after', point: [52, 51] },
  { kind: 'place', side: 'before', point: [50, 50] },
]

describe('placing landmarks', () => {
  it('completes the landmark that waits for this side before it begins another', () => {
    expect(act(twoPairs).landmarks).toEqual([
      { before: [10, 10], after: [12, 11] },
      { before: [50, 50], after: [52, 51] },
    ])
  })

  it('counts only landmarks that are marked in both photos', () => {
    expect(completeLandmarks(act(twoPairs.slice(0, 3)).landmarks)).toEqual([
      { before: [10, 10], after: [12, 11] },
    ])
  })

  it('selects the point that was placed', () => {
    expect(act(twoPairs).selection).toEqual({ index: 1, side: 'before' })
  })

  it('undoes and redoes step by step', () => {
    const all = act(twoPairs)
    const undone = act([{ kind: 'undo' }, { kind: 'undo' }], all)
    expect(undone.landmarks).toEqual([{ before: [10, 10], after: [12, 11] }])
    expect(act([{ kind: 'redo' }, { kind: 'redo' }], undone).landmarks).toEqual(all.landmarks)
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
    expect(act([{ kind: 'undo' }], dragged).landmarks[0]).toEqual({ before: [10, 10], after: [14, 11] })
    expect(act([{ kind: 'undo' }, { kind: 'undo' }], dragged).landmarks[0]).toEqual({
      before: [10, 10],
      after: [12, 11],
    })
  })

  it('forgets what was undone once something new is placed', () => {
    const state = act([{ kind: 'undo' }, { kind: 'place', side: 'before', point: [70, 70] }], act(twoPairs))
    expect(state.future).toEqual([])
    expect(act([{ kind: 'redo' }], state)).toBe(state)
  })

  it('removes a landmark from both photos and brings it back', () => {
    const removed = act([{ kind: 'remove', index: 0 }], act(twoPairs))
    expect(removed.landmarks).toEqual([{ before: [50, 50], after: [52, 51] }])
    expect(act([{ kind: 'undo' }], removed).landmarks).toHaveLength(2)
  })

  it('drops a selection that undo has taken away', () => {
    expect(act([{ kind: 'undo' }], act(twoPairs)).selection).toBe(null)
  })

  it('takes no more than the most landmarks that can be used', () => {
    const many = Array.from({ length: MOST_LANDMARKS + 3 }, (_, i): readonly LandmarkAction[] => [
      { kind: 'place', side: 'before', point: [i, i] },
      { kind: 'place', side: 'after', point: [i, i] },
    ]).flat()
    expect(act(many).landmarks).toHaveLength(MOST_LANDMARKS)
  })
})

describe('moving from point to point', () => {
  it('goes through before and after of each landmark in turn and leaves at the ends', () => {
    const { landmarks } = act(twoPairs.slice(0, 3))
    expect(neighbourOf(landmarks, null, 1)).toEqual({ index: 0, side: 'before' })
    expect(neighbourOf(landmarks, { index: 0, side: 'before' }, 1)).toEqual({ index: 0, side: 'after' })
    expect(neighbourOf(landmarks, { index: 0, side: 'after' }, 1)).toEqual({ index: 1, side: 'after' })
    expect(neighbourOf(landmarks, { index: 1, side: 'after' }, 1)).toBe(null)
    expect(neighbourOf(landmarks, { index: 0, side: 'before' }, -1)).toBe(null)
  })
})
