import { describe, expect, it } from 'vitest'
import { canPointsHelp, reasonWords, unplacedWords } from '../../../src/ui/compare/registration-words.ts'

describe('why two photos do not lie on each other', () => {
  it('is said once of a photo that is too small to show anything', () => {
    expect(reasonWords(['too-small', 'no-texture'])).toEqual([
      'One of the photos is too small: fewer than 200 pixels. Bring in the full-size picture.',
    ])
  })

  it('asks for points, or for the right photo, only where those can help', () => {
    expect(unplacedWords(['weak-match'])).toMatch(/Mark two or more places .* different heads or views/)
    expect(unplacedWords(['no-texture'])).not.toMatch(/Mark|points/)
    expect(['weak-match', 'no-texture', 'too-small'].map((reason) => canPointsHelp([reason]))).toEqual([
      true,
      false,
      false,
    ])
    expect(unplacedWords(['too-small'])).not.toMatch(/Mark|points/)
  })
})
