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

describe('a lens in words', () => {
  const lens = (amount: number) => ({ kind: 'lens', amount, severity: 0.8, isNotable: true }) as const

  it('says by how much it is longer or wider, and asks for the same one', () => {
    expect(differenceWords(lens(1))).toBe('Lens 2.0 times as long')
    expect(differenceWords(lens(-0.5))).toBe('Lens 1.4 times as wide')
    expect(adviceWords(lens(1))).toBe(
      'Use the lens, or zoom, of the photo to match: the last photo’s was 2.0 times as long.',
    )
  })
})

it('says whose left a head is turned to', () => {
  const turn = (amount: number) => ({ kind: 'turn', amount, severity: 0.5, isNotable: true }) as const
  expect(differenceWords(turn(-5.2))).toBe('Turned about 5° to the picture’s left')
  expect(adviceWords(turn(-5.2))).toBe('Turn the head about 5° to the picture’s right.')
})
