import { expect, it } from 'vitest'
import { estimateRate, keepRecent, type RateSample } from '../../src/domain/estimate-rate.ts'

const after = (...samples: readonly RateSample[]): readonly RateSample[] =>
  samples.reduce<readonly RateSample[]>((kept, sample) => keepRecent(kept, sample), [])

it('tells nothing from less than a second', () => {
  expect(estimateRate(after({ atMs: 0, done: 0 }, { atMs: 900, done: 50 }), 100)).toEqual({
    ratePerSecond: null,
    secondsLeft: null,
  })
})

it('tells rate and time left from what happened', () => {
  expect(estimateRate(after({ atMs: 0, done: 10 }, { atMs: 2000, done: 30 }), 100)).toEqual({
    ratePerSecond: 10,
    secondsLeft: 7,
  })
})

it('forgets how fast it went long ago', () => {
  const samples = after({ atMs: 0, done: 0 }, { atMs: 10_000, done: 1000 }, { atMs: 12_000, done: 1010 })
  expect(estimateRate(samples, 1020)).toEqual({ ratePerSecond: 5, secondsLeft: 2 })
})

it('gives no end to work that stands still', () => {
  expect(estimateRate(after({ atMs: 0, done: 5 }, { atMs: 3000, done: 5 }), 10)).toEqual({
    ratePerSecond: 0,
    secondsLeft: null,
  })
})
