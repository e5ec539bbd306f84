import { describe, expect, test } from 'vitest'
import type { FadeVisit } from '../../../src/contract/fade.ts'
import { touchUpWords, visitRole } from '../../../src/ui/fade/fade-words.ts'
import { fadeVisit } from './fade-visit.ts'

describe('how a visit takes part', () => {
  const cases: readonly (readonly [string, Partial<FadeVisit>, ReturnType<typeof visitRole>])[] = [
    ['a usable visit', {}, { kind: 'measured' }],
    [
      'a fresh visit with a figure',
      { isUsable: false, phase: 'fresh', flags: ['fresh-not-healed'] },
      { kind: 'apart', reason: 'fresh' },
    ],
    [
      'a visit that is healing',
      { isUsable: false, phase: 'healing', flags: ['fresh-not-healed'] },
      { kind: 'apart', reason: 'healing' },
    ],
    [
      'a visit that could not be aligned',
      { isUsable: false, retentionPercent: null, flags: ['not-registered'] },
      { kind: 'without-figure', reason: 'not aligned' },
    ],
    [
      'a visit that is left out without a named reason',
      { isUsable: false, flags: ['shine'] },
      { kind: 'apart', reason: 'not usable' },
    ],
  ]
  test.each(cases)('%s', (_, more, role) => {
    expect(visitRole(fadeVisit('2024-08-12', more))).toEqual(role)
  })
})

describe('when a touch-up is due', () => {
  test.each([
    ['2025-08-03', '2025-11-20', 'Aug–Nov 2025'],
    ['2025-08-03', '2026-02-20', 'Aug 2025–Feb 2026'],
    ['2025-08-03', '2025-08-29', 'Aug 2025'],
  ])('between %s and %s reads %s', (from, to, figure) => {
    expect(touchUpWords({ kind: 'window', from, to })).toMatchObject({ figure, note: '80 % likely' })
  })

  test('says why there is no date yet', () => {
    expect(touchUpWords({ kind: 'not-enough-data', reason: 'too-few-visits' })).toEqual({
      figure: 'Not enough data yet',
      note: 'needs four healed visits',
      isFigure: false,
    })
  })
})
