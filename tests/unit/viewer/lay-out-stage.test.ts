import { describe, expect, it } from 'vitest'
import { applyTransform, type Matrix3 } from '../../../src/domain/transform.ts'
import { layOutStage, type StagePhotos } from '../../../src/domain/viewer/lay-out-stage.ts'
import {
  INITIAL_VIEWER_STATE,
  VIEWER_MODES,
  type ViewerState,
} from '../../../src/domain/viewer/viewer-state.ts'

const stage = { width: 1032, height: 832 }
const afterToBefore: Matrix3 = [0.5, 0, 200, 0, 0.5, -100, 0, 0, 1]
const photos: StagePhotos = {
  before: { width: 4000, height: 3000 },
  after: { width: 8000, height: 6000 },
  afterToBefore,
  common: null,
}
const zoomed: ViewerState = {
  ...INITIAL_VIEWER_STATE,
  view: { kind: 'at', centre: [1500, 900], scale: 0.5 },
}

describe('the stage', () => {
  it('lays the same skin of both photos on the same spot in every linked mode', () => {
    for (const mode of ['wipe', 'overlay', 'blink'] as const) {
      const layout = layOutStage({ ...zoomed, mode }, photos, stage)
      expect(applyTransform(layout.after.transform, [2600, 2000])).toEqual(
        applyTransform(layout.before.transform, applyTransform(afterToBefore, [2600, 2000])),
      )
    }
  })

  it('shows the same piece at the same size whatever the mode', () => {
    const scales = VIEWER_MODES.map((mode) => layOutStage({ ...zoomed, mode }, photos, stage).scale)
    expect(scales).toEqual(VIEWER_MODES.map(() => 0.5))
  })

  it('places the same skin at the same place of both halves side by side', () => {
    const layout = layOutStage({ ...zoomed, mode: 'side-by-side' }, photos, stage)
    const [bx, by] = applyTransform(layout.before.transform, applyTransform(afterToBefore, [2600, 2000]))
    const [ax, ay] = applyTransform(layout.after.transform, [2600, 2000])
    expect([ax - bx, ay - by]).toEqual([516, 0])
    expect(layout.before.clip).toEqual({ left: 0, top: 0, width: 516, height: 832 })
    expect(layout.after.clip).toEqual({ left: 516, top: 0, width: 516, height: 832 })
  })

  it('cuts both photos at the divider and never outside the before frame', () => {
    const layout = layOutStage({ ...INITIAL_VIEWER_STATE, divider: 0.25 }, photos, stage)
    expect(layout.before.clip).toEqual({ left: 16, top: 41, width: 242, height: 750 })
    expect(layout.after.clip).toEqual({ left: 258, top: 41, width: 758, height: 750 })
    expect(layout.divider).toEqual({ isShown: true, positionPx: 258, share: 0.242 })
  })

  it('exchanges the sides when swapped', () => {
    const layout = layOutStage({ ...INITIAL_VIEWER_STATE, divider: 0.25, isSwapped: true }, photos, stage)
    expect(layout.after.clip).toEqual({ left: 16, top: 41, width: 242, height: 750 })
    expect(layout.before.clip).toEqual({ left: 258, top: 41, width: 758, height: 750 })
  })

  it('cuts across when the divider lies', () => {
    const layout = layOutStage({ ...INITIAL_VIEWER_STATE, orientation: 'horizontal' }, photos, stage)
    expect(layout.before.clip).toEqual({ left: 16, top: 41, width: 1000, height: 375 })
    expect(layout.after.clip).toEqual({ left: 16, top: 416, width: 1000, height: 375 })
  })

  it('shows the before photo whole and alone while its key is held', () => {
    const layout = layOutStage({ ...INITIAL_VIEWER_STATE, isBeforeHeld: true }, photos, stage)
    expect(layout.before).toMatchObject({
      isShown: true,
      clip: { left: 16, top: 41, width: 1000, height: 750 },
    })
    expect(layout.after.isShown).toBe(false)
    expect(layout.divider.isShown).toBe(false)
  })

  it('shows one photo at a time while blinking', () => {
    const shown = (['before', 'after'] as const).map((blinkShows) => {
      const layout = layOutStage({ ...INITIAL_VIEWER_STATE, mode: 'blink', blinkShows }, photos, stage)
      return [layout.before.isShown, layout.after.isShown]
    })
    expect(shown).toEqual([
      [true, false],
      [false, true],
    ])
  })

  it('shows the after photo whole and unturned in its own view where the sides are not linked', () => {
    const layout = layOutStage({ ...zoomed, mode: 'side-by-side', isLinked: false }, photos, stage)
    // 8000 x 6000 fits into half of the stage at 484 / 8000.
    expect(layout.after.transform).toEqual([0.0605, 0, 532, 0, 0.0605, 234.5, 0, 0, 1])
    expect(layout.scale).toBe(0.5)
  })

  it('fits and cuts to what both photos show, where that is wanted and known', () => {
    const common = { left: 1000, top: 500, width: 2000, height: 1500 }
    const cropped = layOutStage(INITIAL_VIEWER_STATE, { ...photos, common }, stage)
    expect(cropped.scale).toBe(0.5)
    expect(cropped.beforeFrame).toEqual({ left: 16, top: 41, width: 1000, height: 750 })
    expect(cropped.before.transform[2]).toBe(-484)
    const whole = layOutStage({ ...INITIAL_VIEWER_STATE, isCropped: false }, { ...photos, common }, stage)
    expect(whole.beforeFrame).toEqual({ left: 16, top: 41, width: 1000, height: 750 })
    expect(whole.scale).toBe(0.25)
  })

  it('knows how large a pixel of the after photo is shown', () => {
    expect(layOutStage(zoomed, photos, stage).afterScale).toBeCloseTo(0.25, 12)
  })
})
