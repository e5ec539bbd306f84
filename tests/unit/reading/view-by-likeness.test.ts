import { describe, expect, test } from 'vitest'
import { likeness } from '../../../src/domain/reading/likeness.ts'
import { suggestView } from '../../../src/domain/reading/suggest-view.ts'
import { viewByLikeness, viewsLeftOpen } from '../../../src/domain/reading/view-by-likeness.ts'

describe('which view a photo without a face is like', () => {
  test('is that of the likest photo, far enough ahead of the best of every other view', () => {
    const crown = { view: 'crown', likeness: 0.9 } as const
    const top = (likest: number) => [
      { view: 'top', likeness: 0.1 } as const,
      { view: 'top', likeness: likest } as const,
    ]
    expect(viewByLikeness([...top(0.5), crown])).toBe('like-crown')
    expect(viewByLikeness([crown, ...top(0.6)])).toBeNull()
    expect(viewByLikeness([...top(0.3), crown, { view: 'back', likeness: 0.6 }])).toBeNull()
    // Another photo of the same view does not stand against it.
    expect(viewByLikeness([...top(0.5), crown, { view: 'crown', likeness: 0.88 }])).toBe('like-crown')
  })

  test('is open where two views are equally near', () => {
    expect(
      viewByLikeness([
        { view: 'top', likeness: 0.9 },
        { view: 'crown', likeness: 0.9 },
      ]),
    ).toBeNull()
  })

  test('is open where fewer than two views are known', () => {
    expect(viewByLikeness([])).toBeNull()
    expect(
      viewByLikeness([
        { view: 'back', likeness: 1 },
        { view: 'back', likeness: 0.2 },
      ]),
    ).toBeNull()
  })

  test('is open where the photo is like none of them, however far one is ahead', () => {
    expect(
      viewByLikeness([
        { view: 'top', likeness: 0.75 },
        { view: 'crown', likeness: -0.6 },
      ]),
    ).toBeNull()
  })

  test('is asked where the head leaves it open: never against what the head shows', () => {
    expect(viewsLeftOpen('unclear')).toEqual(['top', 'crown', 'back'])
    expect(viewsLeftOpen('from-behind')).toEqual(['crown', 'back'])
    expect(viewsLeftOpen('front')).toEqual([])
    expect(viewsLeftOpen('left-profile')).toEqual([])
  })

  test('is suggested while the client has a photo that names or people give that view', () => {
    expect(suggestView('like-back', new Set(['back', 'crown']))).toBe('back')
    expect(suggestView('like-back', new Set(['crown', 'top']))).toBe('unknown')
    expect(suggestView('like-top', new Set(['top']))).toBe('top')
    expect(suggestView('like-crown', new Set(['crown']))).toBe('crown')
  })
})

describe('how alike two pictures look', () => {
  const picture = Uint8Array.of(10, 40, 90, 160)

  test('does not ask how bright and how hard they are', () => {
    expect(likeness(picture, picture)).toBeCloseTo(1)
    expect(likeness(picture, Uint8Array.of(55, 70, 95, 130))).toBeCloseTo(1)
    expect(likeness(picture, Uint8Array.of(160, 130, 80, 10))).toBeCloseTo(-1)
  })

  test('is nothing for a picture of one single colour', () => {
    expect(likeness(picture, new Uint8Array(4).fill(90))).toBe(0)
    expect(likeness(new Uint8Array(4), new Uint8Array(4))).toBe(0)
  })
})
