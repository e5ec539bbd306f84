import { describe, expect, it } from 'vitest'
import {
  canPointsHelp,
  confidenceWords,
  earlierWords,
  outcomeWords,
  reasonWords,
  unplacedWords,
} from '../../../src/ui/compare/registration-words.ts'

describe('why two photos do not lie on each other', () => {
  it('names the photo in which there is nothing to see', () => {
    expect(reasonWords(['after-too-small'])).toEqual([
      'The after photo is too small: fewer than 200 pixels. Bring in the full-size picture.',
    ])
    expect(reasonWords(['before-no-texture', 'after-no-texture'])).toEqual([
      expect.stringContaining('The before photo shows hardly anything'),
      expect.stringContaining('The after photo shows hardly anything'),
    ])
  })

  it('asks for points, or for the right photo, only where those can help', () => {
    expect(unplacedWords(['weak-match'])).toMatch(/Mark two or more places .* different heads or views/)
    expect(unplacedWords(['before-no-texture'])).not.toMatch(/Mark|points/)
    expect(
      ['weak-match', 'after-no-texture', 'before-too-small'].map((reason) => canPointsHelp([reason])),
    ).toEqual([true, false, false])
    expect(unplacedWords(['after-too-small'])).not.toMatch(/Mark|points/)
  })
})

describe('what a pair came to', () => {
  const points = [0, 1].map((at) => ({ before: [at, 0] as const, after: [at, 0] as const }))

  it('is told within a sentence where it can be brought back', () => {
    expect(earlierWords({ verdict: 'check', madeBy: 'program' })).toBe('aligned automatically')
    expect(earlierWords({ verdict: 'needs-points', madeBy: 'program' })).toBe('not aligned')
    expect(earlierWords({ verdict: 'check', madeBy: 'person', points: [...points] })).toBe(
      'placed by hand, 2 points',
    )
  })

  it('asks nobody to check what a person placed', () => {
    expect(outcomeWords({ verdict: 'check', madeBy: 'program' })).toBe('Please check')
    expect(outcomeWords({ verdict: 'check', madeBy: 'person' })).toBe('Placed by hand')
    expect(outcomeWords({ verdict: 'check', madeBy: 'person', points: [...points] })).toBe(
      'Placed by hand, 2 points',
    )
    expect(outcomeWords({ verdict: 'aligned', madeBy: 'person', points: [...points] })).toBe(
      'Aligned by hand, 2 points',
    )
    expect(outcomeWords({ verdict: 'aligned', madeBy: 'person', method: 'akaze-homography' })).toBe(
      'Aligned by head region',
    )
  })

  it('says what its confidence means, and claims none for a person', () => {
    expect([30, 8, 2].map((confidence) => confidenceWords({ confidence, method: 'akaze' }))).toEqual([
      'high: not by chance',
      'fair: hardly by chance',
      'low: may be chance',
    ])
    expect(confidenceWords({ confidence: 30, method: 'by-hand' })).toBeNull()
  })
})
