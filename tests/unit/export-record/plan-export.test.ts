import { describe, expect, test } from 'vitest'
import {
  PANEL_HEIGHT_LIMIT_PX,
  PICTURE_WIDTH_LIMIT_PX,
  planExport,
} from '../../../src/domain/export-record/plan-export.ts'

describe('the plan of an export', () => {
  test('never enlarges a small crop', () => {
    const plan = planExport({ width: 640, height: 480 }, 'wipe', 0.5)
    expect(plan).toMatchObject({ factor: 1, panelWidthPx: 640, panelHeightPx: 480, widthPx: 640 })
  })

  test('keeps within the limits of height and width', () => {
    const tall = planExport({ width: 3000, height: 4000 }, 'wipe', 0.5)
    const wide = planExport({ width: 8000, height: 3000 }, 'side-by-side', 0.5)
    expect(tall.panelHeightPx).toBe(PANEL_HEIGHT_LIMIT_PX)
    expect(2 * wide.panelWidthPx).toBe(PICTURE_WIDTH_LIMIT_PX)
  })

  test('gives both photos of a side by side the same room', () => {
    const plan = planExport({ width: 1000, height: 800 }, 'side-by-side', 0.5)
    expect(plan.beforeColumns[1] - plan.beforeColumns[0]).toBe(1000)
    expect(plan.afterColumns[1] - plan.afterColumns[0]).toBe(1000)
    expect(plan.afterColumns[0]).toBe(plan.afterPanelLeftPx)
  })

  test('splits a wipe where the divider stood', () => {
    const plan = planExport({ width: 1000, height: 800 }, 'wipe', 0.25)
    expect([plan.beforeColumns, plan.afterColumns]).toEqual([
      [0, 250],
      [250, 1000],
    ])
    expect(plan.dividerColumns[0]).toBeLessThanOrEqual(250)
    expect(plan.dividerColumns[1]).toBeGreaterThan(250)
  })

  test('draws no divider where a wipe shows one photo only', () => {
    expect(planExport({ width: 1000, height: 800 }, 'wipe', 0).dividerColumns).toEqual([0, 0])
    expect(planExport({ width: 1000, height: 800 }, 'wipe', 1).dividerColumns).toEqual([0, 0])
  })
})
