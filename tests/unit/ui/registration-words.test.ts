import { describe, expect, it } from 'vitest'
import { canPointsHelp, reasonWords, unplacedWords } from '../../../src/ui/compare/registration-words.ts'

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
