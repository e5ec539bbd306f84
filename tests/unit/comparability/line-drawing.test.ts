import { describe, expect, it } from 'vitest'
import { isHeadWithinFrame } from '../../../src/domain/comparability/is-head-within-frame.ts'
import { lineDrawing } from '../../../src/domain/comparability/line-drawing.ts'
import { chooseReshoot } from '../../../src/domain/fade/choose-reshoot.ts'

const SIZE = 400
const drawn = (isDark: (x: number, y: number) => boolean) =>
  lineDrawing({
    widthPx: SIZE,
    heightPx: SIZE,
    data: Float32Array.from({ length: SIZE * SIZE }, (_, i) =>
      isDark(i % SIZE, Math.floor(i / SIZE)) ? 0.05 : 0.5,
    ),
  })

describe('a line drawing', () => {
  it('draws a long dark line and leaves out dots', () => {
    const ink = drawn(
      (x, y) => (y >= 198 && y <= 201 && x > 50 && x < 350) || (x % 40 < 3 && y % 40 < 3 && y < 160),
    )
    expect(ink[200 * SIZE + 200]).toBe(255)
    const above = ink.subarray(0, 160 * SIZE)
    expect(above.every((value) => value === 0)).toBe(true)
  })

  it('is empty for a plain photo', () => {
    expect(drawn(() => false).every((value) => value === 0)).toBe(true)
  })
})

describe('the outline on a re-shoot card', () => {
  const from = (left: number, right: number) =>
    isHeadWithinFrame(
      [
        [left, 100],
        [right, 300],
        [(left + right) / 2, 700],
      ],
      { width: 1000 },
    )

  it('is drawn where the head lies within the frame or is cut off on one side', () => {
    expect([from(200, 800), from(0, 800), from(200, 1000)]).toEqual([true, true, true])
  })

  it('is left out where it reaches from edge to edge, as with shoulders in it', () => {
    expect(from(2, 995)).toBe(false)
  })
})

describe('the photos of a re-shoot card', () => {
  const photo = (visitId: number, visitDate: string | null, phase: 'pre-treatment' | 'fresh' | 'healed') => ({
    visitId,
    visitDate,
    phase,
    status: 'ok' as const,
    hasRegions: false,
  })
  const pre = photo(1, '2024-01-15', 'pre-treatment')
  const fresh = photo(2, '2024-01-16', 'fresh')
  const healed = photo(3, '2024-02-20', 'healed')
  const later = photo(4, '2024-09-01', 'healed')

  it('are the first healed one and the latest', () => {
    expect(chooseReshoot([later, pre, healed, fresh])).toEqual({ baseline: healed, last: later })
  })

  it('are the same while their drive is off, since smaller copies of them are kept', () => {
    const off = [pre, fresh, healed, later].map((each) => ({ ...each, status: 'offline' as const }))
    expect(chooseReshoot(off)).toEqual({ baseline: off[2], last: off[3] })
    const lost = { ...later, status: 'missing' as const }
    expect(chooseReshoot([healed, lost])).toEqual({ baseline: healed, last: null })
  })

  it('have no last one where all others were taken before the baseline: that is the last', () => {
    expect(chooseReshoot([healed, pre, fresh])).toEqual({ baseline: healed, last: null })
  })

  it('are the first and the latest where none is healed, and one alone has no last', () => {
    expect(chooseReshoot([fresh, pre])).toEqual({ baseline: pre, last: fresh })
    expect(chooseReshoot([pre])).toEqual({ baseline: pre, last: null })
    expect(chooseReshoot([])).toEqual({ baseline: null, last: null })
  })
})
