import { expect, test } from 'vitest'
import { chooseFadeSeries, type SeriesPhoto } from '../../../src/domain/fade/fade-series.ts'

function photo(name: string, over: Partial<SeriesPhoto>): SeriesPhoto & { readonly name: string } {
  return {
    name,
    visitId: 1,
    visitDate: '2024-01-15',
    phase: 'healed',
    status: 'ok',
    hasRegions: false,
    ...over,
  }
}

test('takes one photo a visit by date, the first healed one as baseline and the last one before pigment', () => {
  const series = chooseFadeSeries([
    photo('review', { visitId: 4, visitDate: '2024-08-12' }),
    photo('fresh', { visitId: 2, phase: 'fresh' }),
    photo('before', { visitId: 1, phase: 'pre-treatment' }),
    photo('healed broken', { visitId: 3, visitDate: '2024-02-19', status: 'damaged' }),
    photo('healed', { visitId: 3, visitDate: '2024-02-19' }),
    photo('undated', { visitId: 5, visitDate: null }),
  ])
  expect({
    baseline: series.baseline?.name,
    pre: series.pre?.name,
    photos: series.photos.map(({ name }) => name),
  }).toEqual({ baseline: 'healed', pre: 'before', photos: ['before', 'fresh', 'healed', 'review'] })
})

test('a healed photo with regions is the baseline even where an earlier one is healed', () => {
  const series = chooseFadeSeries([
    photo('first', { visitId: 1 }),
    photo('drawn', { visitId: 2, visitDate: '2024-06-01', hasRegions: true }),
  ])
  expect(series.baseline?.name).toBe('drawn')
})

test('without a healed photo there is no baseline', () => {
  expect(chooseFadeSeries([photo('fresh', { phase: 'fresh' })]).baseline).toBeNull()
})
