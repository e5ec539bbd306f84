import { canBeCompared } from '../can-be-compared.ts'
import { chooseFadeSeries, type SeriesPhoto } from './fade-series.ts'

/** The photo that the next one should be like, and the latest one taken since; null where there is none. */
export interface ReshootPhotos<P> {
  readonly baseline: P | null
  readonly last: P | null
}

/**
 * The healed baseline where there is one, else the first photo; the last one is the latest that can be compared of those
 * taken after it: what an earlier one did otherwise was put right with the baseline.
 */
export function chooseReshoot<P extends SeriesPhoto>(photos: readonly P[]): ReshootPhotos<P> {
  const series = chooseFadeSeries(photos)
  const comparable = series.photos.filter(canBeCompared)
  const baseline = series.baseline ?? comparable[0] ?? photos.find(canBeCompared) ?? null
  const since = comparable.slice(comparable.findIndex((photo) => photo === baseline) + 1)
  return { baseline, last: since.at(-1) ?? null }
}
