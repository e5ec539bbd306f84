import { performance } from 'node:perf_hooks'
import { createAligner } from '../../../src/backend/alignment/create-aligner.ts'
import { headPhotos } from './cases.ts'

/** Times ten visits of one head and view aligned to the first, in new threads: the far photos and the close-ups together. */
export async function timeSeries(): Promise<void> {
  const visits = [...headPhotos('dev'), ...headPhotos('closeup')].filter(
    ({ subject, view }) => subject === 'S2' && view === 'crown',
  )
  const [baseline, ...others] = visits
  if (!baseline || others.length < 9) return
  const aligner = createAligner()
  try {
    const start = performance.now()
    await Promise.all(others.map(({ file }) => aligner.align({ before: baseline.file, after: file })))
    const seconds = (performance.now() - start) / 1000
    console.log(
      `series      ${visits.length} visits to the first: ${seconds.toFixed(1)} s, threads and models loaded too`,
    )
  } finally {
    await aligner.close()
  }
}
