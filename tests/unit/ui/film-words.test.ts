import { expect, it } from 'vitest'
import type { Phase } from '../../../src/contract/vocabulary.ts'
import { describeOccasion } from '../../../src/domain/viewer/describe-occasion.ts'
import { filmWords } from '../../../src/ui/compare/film-words.ts'
import { photo } from './build-visit.ts'

const dated = (visitDate: string | null, phase: Phase) => {
  const taken = photo({ visitDate, phase })
  return {
    photo: taken,
    occasion: describeOccasion(taken, { sessionDates: [], isFirstHealed: false }),
  }
}

it('calls photos of one occasion by their days, and leaves the others their occasion', () => {
  const film = [
    dated('2023-01-10', 'pre-treatment'),
    dated('2023-02-10', 'unknown'),
    dated('2023-03-10', 'unknown'),
    dated(null, 'unknown'),
    dated('2023-09-10', 'healed'),
  ]
  expect([...filmWords(film).values()]).toEqual([
    'Before',
    '10 Feb 2023',
    '10 Mar 2023',
    'Phase unknown',
    'Healed',
  ])
})

it('numbers the photos of one day, so that each can be told from the others', () => {
  const film = [
    dated('2023-01-10', 'pre-treatment'),
    dated('2023-01-10', 'pre-treatment'),
    dated('2023-09-10', 'healed'),
  ]
  expect([...filmWords(film).values()]).toEqual(['10 Jan 2023', '10 Jan 2023 (2)', 'Healed'])
})
