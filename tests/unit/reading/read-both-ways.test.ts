import { describe, expect, test } from 'vitest'
import { readBothWays } from '../../../src/domain/reading/read-both-ways.ts'

describe('a date that could be read both ways', () => {
  test('is found in the first name that holds one, with both days', () => {
    expect(readBothWays(['Photos', 'Lee, Ann', '03-04-2026 Session 1', '05-06-2026.jpg'])).toEqual({
      words: '03-04-2026',
      dayFirst: '2026-04-03',
      monthFirst: '2026-03-04',
    })
  })

  test.each(['2026-03-04', '23-04-2026', '04-23-2026', '04.03.2026', '4 Mar 2026', '05-05-2026', 'front'])(
    'is not one like %s',
    (name) => {
      expect(readBothWays([name])).toBeNull()
    },
  )
})
