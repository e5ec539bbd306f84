import { chooseFadeSeries, type SeriesPhoto } from './fade-series.ts'

/** The photo that the next one should be like, and the latest one taken so far; null where there is none. */
export interface ReshootPhotos<P> {
  readonly baseline: P | null
  readonly last: P | null
}

/** The healed baseline where there is one, else the first photo; the last one is the latest other that can be shown. */
export function chooseReshoot<P extends SeriesPhoto>(photos: readonly P[]): ReshootPhotos<P> {
  const series = chooseFadeSeries(photos)
  const shown = series.photos.filter(({ status }) => status === 'ok')
  const baseline = series.baseline ?? shown[0] ?? photos.find(({ status }) => status === 'ok') ?? null
  return { baseline, last: shown.findLast((photo) => photo !== baseline) ?? null }
}
