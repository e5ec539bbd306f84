import { describe, expect, test } from 'vitest'
import {
  editRegions,
  startRegionDraft,
  type RegionAction,
  type RegionDraft,
} from '../../../src/domain/fade-chart/region-draft.ts'
import type { Point } from '../../../src/domain/transform.ts'

const TRIANGLE: readonly Point[] = [
  [0, 0],
  [100, 0],
  [50, 80],
]
const SQUARE: readonly Point[] = [
  [0, 0],
  [100, 0],
  [100, 100],
  [0, 100],
]

const apply = (draft: RegionDraft, ...actions: readonly RegionAction[]) => actions.reduce(editRegions, draft)
const corners = (points: readonly Point[], region: 'treated' | 'bare' = 'treated') =>
  points.map((point): RegionAction => ({ kind: 'add-corner', region, point }))

describe('drawing regions', () => {
  test('closes an outline of three corners and selects it', () => {
    const draft = apply(startRegionDraft([]), ...corners(TRIANGLE), { kind: 'close' })
    expect(draft).toMatchObject({
      outlines: [{ kind: 'treated', points: TRIANGLE }],
      open: null,
      selection: { outline: 0, corner: null },
    })
  })

  test('does not close two corners', () => {
    const draft = apply(startRegionDraft([]), ...corners(TRIANGLE.slice(0, 2)))
    expect(editRegions(draft, { kind: 'close' })).toBe(draft)
  })

  test('starts anew where the kind of region changes in the middle', () => {
    const draft = apply(startRegionDraft([]), ...corners(TRIANGLE.slice(0, 2)), ...corners([[9, 9]], 'bare'))
    expect(draft.open).toEqual({ kind: 'bare', points: [[9, 9]] })
  })

  test('takes corners back one by one, and brings them again', () => {
    const drawn = apply(startRegionDraft([]), ...corners(TRIANGLE), { kind: 'close' })
    const back = apply(drawn, { kind: 'undo' }, { kind: 'undo' })
    expect(back.open?.points).toEqual(TRIANGLE.slice(0, 2))
    expect(apply(back, { kind: 'redo' }, { kind: 'redo' }).outlines).toEqual(drawn.outlines)
  })

  test('undoes a whole drag at once', () => {
    const start = startRegionDraft([{ kind: 'bare', points: SQUARE }])
    const move = (x: number): RegionAction => ({
      kind: 'move-corner',
      outline: 0,
      corner: 1,
      point: [x, 0],
      gesture: 'drag 1',
    })
    const moved = apply(start, move(110), move(120), move(130))
    expect(moved.outlines[0].points[1]).toEqual([130, 0])
    expect(editRegions(moved, { kind: 'undo' }).outlines).toEqual(start.outlines)
  })

  test('puts a corner into a side and selects it', () => {
    const draft = editRegions(startRegionDraft([{ kind: 'treated', points: TRIANGLE }]), {
      kind: 'insert-corner',
      outline: 0,
      after: 0,
      point: [50, -10],
    })
    expect(draft.outlines[0].points).toEqual([
      [0, 0],
      [50, -10],
      [100, 0],
      [50, 80],
    ])
    expect(draft.selection).toEqual({ outline: 0, corner: 1 })
  })

  test('removes a corner, and the outline with its third-last one', () => {
    const square = startRegionDraft([{ kind: 'treated', points: SQUARE }])
    const triangle = editRegions(square, { kind: 'remove', selection: { outline: 0, corner: 3 } })
    expect(triangle).toMatchObject({ outlines: [{ points: SQUARE.slice(0, 3) }], selection: { corner: 2 } })
    expect(editRegions(triangle, { kind: 'remove', selection: { outline: 0, corner: 0 } }).outlines).toEqual(
      [],
    )
  })

  test('forgets what was undone once something else is done', () => {
    const draft = apply(startRegionDraft([]), ...corners(TRIANGLE), { kind: 'undo' }, ...corners([[7, 7]]))
    expect(editRegions(draft, { kind: 'redo' })).toBe(draft)
  })
})
