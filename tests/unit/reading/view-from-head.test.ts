import { describe, expect, it } from 'vitest'
import type { HeadClues, HeadPart } from '../../../src/domain/reading/head-clues.ts'
import { suggestView } from '../../../src/domain/reading/suggest-view.ts'
import { viewFromHead } from '../../../src/domain/reading/view-from-head.ts'

type Points = Readonly<Record<HeadPart, readonly [x: number, y: number, score: number]>>

function clues(points: Partial<Points>, face: HeadClues['face'] = null): HeadClues {
  const named = Object.entries(points).map(([part, [x, y, score]]) => [part, { x, y, score }])
  return { widthPx: 384, heightPx: 512, face, points: Object.fromEntries(named) as HeadClues['points'] }
}

/** A mesh whose only points that count are the tip of the nose, the sides, the forehead and the chin. */
function face({ tip = 100, height = 140, score = 1 } = {}): HeadClues['face'] {
  const landmarks = Array.from({ length: 468 }, (): readonly [number, number] => [0, 0])
  landmarks[1] = [tip, 200]
  landmarks[234] = [50, 190]
  landmarks[454] = [150, 190]
  landmarks[10] = [100, 130]
  landmarks[152] = [100, 130 + height]
  return { score, landmarks }
}

// As they were found in rendered heads.
const LEFT: Points = {
  nose: [58, 333, 0.4],
  leftEye: [84, 323, 0.29],
  rightEye: [65, 317, 0.26],
  leftEar: [207, 353, 0.21],
  rightEar: [115, 323, 0.1],
  leftShoulder: [204, 440, 0.08],
  rightShoulder: [161, 399, 0.09],
}
const TOP: Points = {
  nose: [215, 353, 0.19],
  leftEye: [250, 317, 0.29],
  rightEye: [184, 317, 0.22],
  leftEar: [311, 220, 0.41],
  rightEar: [131, 200, 0.3],
  leftShoulder: [365, 246, 0.45],
  rightShoulder: [46, 256, 0.52],
}
const BEHIND: Points = {
  nose: [169, 282, 0.12],
  leftEye: [134, 266, 0.18],
  rightEye: [211, 266, 0.12],
  leftEar: [119, 297, 0.25],
  rightEar: [253, 287, 0.28],
  leftShoulder: [65, 471, 0.26],
  rightShoulder: [330, 451, 0.15],
}

function mirrored(points: Points): Points {
  const flip = ([x, y, score]: Points[HeadPart]): Points[HeadPart] => [384 - x, y, score]
  return {
    nose: flip(points.nose),
    leftEye: flip(points.rightEye),
    rightEye: flip(points.leftEye),
    leftEar: flip(points.rightEar),
    rightEar: flip(points.leftEar),
    leftShoulder: flip(points.rightShoulder),
    rightShoulder: flip(points.leftShoulder),
  }
}

describe('the view that a picture shows', () => {
  it('is a profile where the nose lies beyond both ears, on the side that it points to', () => {
    expect(viewFromHead(clues(LEFT))).toBe('left-profile')
    expect(viewFromHead(clues(mirrored(LEFT)))).toBe('right-profile')
  })

  it('is front where a face looks straight on', () => {
    expect(viewFromHead(clues({}, face()))).toBe('front')
  })

  it('stays open for a turned face, a small one in the distance, and one that is hardly a face', () => {
    expect(viewFromHead(clues({}, face({ tip: 125 })))).toBe('unclear')
    expect(viewFromHead(clues({}, face({ height: 40 })))).toBe('unclear')
    expect(viewFromHead(clues({}, face({ score: 0.6 })))).toBe('unclear')
    // The mesh looks straight on, the ears say otherwise.
    expect(
      viewFromHead(
        clues({ nose: [160, 200, 0.5], leftEar: [170, 190, 0.5], rightEar: [80, 190, 0.5] }, face()),
      ),
    ).toBe('unclear')
  })

  it('is top where the nose hangs far below the ears', () => {
    expect(viewFromHead(clues(TOP))).toBe('top')
    expect(viewFromHead(clues({ ...TOP, nose: [215, 270, 0.19] }))).toBe('unclear')
  })

  it('is from behind where left and right are the other way round', () => {
    expect(viewFromHead(clues(BEHIND))).toBe('from-behind')
  })

  it('stays open where nothing is found', () => {
    expect(viewFromHead(clues({}))).toBe('unclear')
  })
})

describe('the suggestion for a picture from behind', () => {
  it('is the one of crown and back that the client is known to have', () => {
    expect(suggestView('from-behind', new Set(['front', 'crown']))).toBe('crown')
    expect(suggestView('from-behind', new Set(['back']))).toBe('back')
  })

  it('is none where the client has both or neither', () => {
    expect(suggestView('from-behind', new Set(['crown', 'back']))).toBe('unknown')
    expect(suggestView('from-behind', new Set(['front']))).toBe('unknown')
  })
})
