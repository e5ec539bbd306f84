import { describe, expect, test } from 'vitest'
import { ClientId } from '../../../src/contract/ids.ts'
import type { FadeTimeline } from '../../../src/contract/fade.ts'
import { planChart } from '../../../src/ui/fade/plan-chart.ts'
import { fadeVisit } from './fade-visit.ts'

const fresh = fadeVisit('2024-01-15', {
  phase: 'fresh',
  isUsable: false,
  retentionPercent: 113,
  flags: ['fresh-not-healed'],
})
const unaligned = fadeVisit('2024-05-15', {
  isUsable: false,
  retentionPercent: null,
  sigmaPp: null,
  flags: ['not-registered'],
})
const baseline = fadeVisit('2024-02-19', { retentionPercent: 100, sigmaPp: 0, flags: ['baseline'] })
const later = fadeVisit('2025-02-18', { retentionPercent: 66 })
const notEnough = { kind: 'not-enough-data', reason: 'too-few-visits' } as const

const timeline = (more: Partial<FadeTimeline> = {}): FadeTimeline => ({
  clientId: ClientId.parse(1),
  view: 'top',
  baselineId: baseline.photoId,
  visits: [fresh, baseline, unaligned, later],
  curve: notEnough,
  touchUp: notEnough,
  ...more,
})
const size = { width: 1000, height: 480 }
const plan = (more?: Partial<FadeTimeline>) => planChart(timeline(more), size, '2025-04-01')

describe('the layout of a fade chart', () => {
  test('keeps a fresh visit and one without a figure off the line', () => {
    const { joined, visits } = plan()
    const usable = visits.filter(({ role }) => role.kind === 'measured')
    expect(joined.map(({ x, y }) => [x, y])).toEqual(usable.map(({ x, y }) => [x, y]))
    expect(usable.map(({ visit }) => visit)).toEqual([baseline, later])
  })

  test('draws an uncertainty for every figure but the baseline, which is 100 % by definition', () => {
    const whiskers = plan().visits.map(({ whisker }) => whisker !== null)
    expect(whiskers).toEqual([true, false, false, true])
  })

  test('stands visits without a figure above the scale, where they cannot be read as a percentage', () => {
    const { visits, plot } = plan()
    expect(visits[2].y).toBeLessThan(plot.top)
  })

  test('lets the fitted course and what is expected meet on the day of the last measured visit', () => {
    const point = (date: string, medianPercent: number) => ({
      date,
      medianPercent,
      lowPercent: medianPercent - 5,
      highPercent: medianPercent + 5,
    })
    const { fitted, expected, visits, joined } = plan({
      curve: {
        kind: 'curve',
        points: [
          point('2024-02-19', 100),
          point('2025-01-01', 70),
          point('2025-03-01', 66),
          point('2026-01-01', 55),
        ],
      },
    })
    expect(joined).toEqual([])
    expect(fitted.at(-1)).toEqual(expected[0])
    expect(expected[0].x).toBeCloseTo(visits[3].x, 6)
  })

  test('stands a reason on the other side of its mark where the baseline is in its way', () => {
    const near = fadeVisit('2024-01-15', {
      phase: 'fresh',
      isUsable: false,
      retentionPercent: 102,
      flags: ['fresh-not-healed'],
    })
    const alone = fadeVisit('2024-09-15', { isUsable: false, flags: ['blurred'] })
    const wide = planChart(timeline({ visits: [near, baseline, alone, later] }), size, '2026-11-22')
    expect(wide.visits.map(({ reasonSide }) => reasonSide)).toEqual(['left', 'right', 'right', 'right'])
    // With no room on either side it is left to the strip of crops and to the table.
    const narrow = planChart(
      timeline({ visits: [near, baseline, alone, later] }),
      { width: 420, height: 300 },
      '2026-11-22',
    )
    expect(narrow.visits[0].reasonSide).toBeNull()
  })

  test('puts every picture inside the chart', () => {
    for (const { thumb } of plan().visits) {
      expect(thumb.left).toBeGreaterThanOrEqual(0)
      expect(thumb.top).toBeGreaterThanOrEqual(0)
      expect(thumb.left + thumb.width).toBeLessThanOrEqual(size.width)
      expect(thumb.top + thumb.height).toBeLessThanOrEqual(size.height)
    }
  })
})
