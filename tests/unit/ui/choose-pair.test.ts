import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../../src/contract/vocabulary.ts'
import { choosePair, choosePairWith, inOrder, viewsOf } from '../../../src/ui/clients/choose-pair.ts'
import { asPair, toggle } from '../../../src/ui/clients/selection.ts'
import { photo, visit } from './build-visit.ts'

const before = visit({ date: '2024-01-15', kind: 'before', phase: 'pre-treatment' })
const session = visit({ date: '2024-01-15', kind: 'session', phase: 'fresh' })
const healed = visit({ date: '2024-02-19', kind: 'review', phase: 'healed' })
const later = visit({ date: '2024-08-12', kind: 'review', phase: 'healed' })
const touchUp = visit({ date: '2025-03-01', kind: 'session', phase: 'fresh' })

describe('choosing the pair of a view', () => {
  test('takes the photo before any pigment and the latest healed one, not the latest', () => {
    const pair = choosePair([touchUp, later, healed, session, before], 'crown', [])
    expect([pair?.before.visitId, pair?.after.visitId]).toEqual([before.id, later.id])
  })

  test('prefers the latest healed photo that lies on the before for sure, and passes over one that does not', () => {
    const afterWith = (verdicts: Readonly<Record<number, Verdict>>) => {
      const known = [healed, later].flatMap(({ id, photos }) =>
        verdicts[id] === undefined
          ? []
          : [
              {
                beforeId: before.photos[0].id,
                afterId: photos[0].id,
                verdict: verdicts[id],
                method: 'akaze-homography',
                madeBy: 'program' as const,
              },
            ],
      )
      return choosePair([before, session, healed, later], 'crown', known)?.after.visitId
    }
    expect(afterWith({ [later.id]: 'needs-points' })).toBe(healed.id)
    expect(afterWith({ [healed.id]: 'aligned' })).toBe(healed.id)
    expect(afterWith({ [healed.id]: 'aligned', [later.id]: 'aligned' })).toBe(later.id)
    expect(afterWith({ [healed.id]: 'check', [later.id]: 'needs-points' })).toBe(healed.id)
    expect(afterWith({ [healed.id]: 'needs-points', [later.id]: 'needs-points' })).toBe(later.id)
  })

  test('takes what a person placed for as sure as what the program aligned', () => {
    const pairOf = (after: typeof later, verdict: Verdict, madeBy: 'program' | 'person') => ({
      beforeId: before.photos[0].id,
      afterId: after.photos[0].id,
      verdict,
      method: 'akaze-homography',
      madeBy,
    })
    const known = [pairOf(healed, 'aligned', 'program'), pairOf(later, 'check', 'person')]
    expect(choosePair([before, session, healed, later], 'crown', known)?.after.visitId).toBe(later.id)
  })

  test('takes the earliest and the latest where nothing is healed and nothing is from before', () => {
    const pair = choosePair([touchUp, session], 'crown', [])
    expect([pair?.before.visitId, pair?.after.visitId]).toEqual([session.id, touchUp.id])
  })

  test('passes over damaged photos', () => {
    const damaged = visit({
      date: '2025-06-01',
      kind: 'review',
      phase: 'healed',
      photos: [photo({ status: 'damaged' })],
    })
    expect(choosePair([before, healed, damaged], 'crown', [])?.after.visitId).toBe(healed.id)
    expect(choosePair([before, damaged], 'crown', [])).toBeNull()
  })

  test('is the same while the drive of its photos is off, since smaller copies of them are kept', () => {
    const off = [before, healed, later].map((each) => ({
      ...each,
      photos: each.photos.map((one) => ({ ...one, status: 'offline' as const })),
    }))
    expect(choosePair(off, 'crown', [])).toEqual({ before: off[0].photos[0], after: off[2].photos[0] })
    expect(choosePairWith(off, off[1].photos[0], [])?.after).toEqual(off[1].photos[0])
    // Of one visit, the photo whose original is there.
    const both = { ...later, photos: [off[2].photos[0], ...later.photos] }
    expect(choosePair([before, both], 'crown', [])?.after).toEqual(later.photos[0])
  })

  test('makes no pair of one visit, of a view without photos or of unknown views', () => {
    const unknown = [before, healed].map((each) => ({
      ...each,
      photos: each.photos.map((one) => ({ ...one, view: 'unknown' as const })),
    }))
    expect(choosePair([before], 'crown', [])).toBeNull()
    expect(choosePair([before, healed], 'front', [])).toBeNull()
    expect(choosePair(unknown, 'unknown', [])).toBeNull()
  })
})

test('a photo is paired with the best before of its view, or with the best after where it is that before', () => {
  const visits = [before, session, healed, later]
  const [first, fresh] = [before, session].map((each) => each.photos[0])
  const last = later.photos[0]
  expect(choosePairWith(visits, fresh, [])).toEqual({ before: first, after: fresh })
  expect(choosePairWith(visits, first, [])).toEqual({ before: first, after: last })
  expect(choosePairWith(visits, { ...fresh, status: 'damaged' }, [])).toBeNull()
})

test('on one day the before comes before the session, and visits without a day come last', () => {
  const undated = visit({ date: null, kind: 'before', phase: 'pre-treatment' })
  expect(inOrder([undated, session, later, before])).toEqual([before, session, later, undated])
})

test('views stand in the standard order, each once', () => {
  const mixed = visit({
    date: '2024-01-15',
    kind: 'before',
    phase: 'pre-treatment',
    photos: [photo({ view: 'back' }), photo({ view: 'front' }), photo({ view: 'back' })],
  })
  expect(viewsOf([mixed, healed])).toEqual(['front', 'crown', 'back'])
})

describe('choosing photos', () => {
  const [one, two, three] = [before, healed, later].map((each) => each.photos[0])

  test('a third photo replaces the second, and a chosen one is let go', () => {
    expect(toggle([one, two], three)).toEqual([one, three])
    expect(toggle([one, two], one)).toEqual([two])
  })

  test('a photo of another view begins anew', () => {
    const front = photo({ view: 'front' })
    expect(toggle([one, two], front)).toEqual([front])
  })

  test('the pair is in the order of its days, whichever was chosen first', () => {
    expect(asPair([two, one])).toEqual({ before: one, after: two })
    expect(asPair([one])).toBeNull()
  })
})
