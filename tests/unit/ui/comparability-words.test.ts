import { describe, expect, it } from 'vitest'
import { differenceWords } from '../../../src/ui/comparability/comparability-words.ts'
import { adviceWords } from '../../../src/ui/reshoot/advice-words.ts'

const hair = (amount: number, severity = 0.4) =>
  ({ kind: 'hair', amount, severity, isNotable: true }) as const

describe('hair in words', () => {
  it('says what is longer or shorter and whether on much of the head', () => {
    expect(differenceWords(hair(4.4))).toBe('Hair longer on a part of the head')
    expect(differenceWords(hair(-7.8, 0.8))).toBe('Hair shorter on much of the head')
  })

  it('asks for the same shave at the next photo', () => {
    expect(adviceWords(hair(12))).toMatch(/^Shave as for the photo to match/)
    expect(adviceWords(hair(-12))).toMatch(/^Take the photo before shaving/)
  })
})
