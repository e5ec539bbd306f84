import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { processorSeconds } from '../processor-seconds.ts'
import { createAligner } from '../../../src/backend/alignment/create-aligner.ts'
import { headPhotos } from './cases.ts'

/**
 * Times ten visits of one head and view aligned to the first, in new threads, the far photos and the close-ups together:
 * photos never seen, and once more as after a new start of the program, with what was found in them kept.
 */
export async function timeSeries(): Promise<void> {
  const visits = [...headPhotos('dev'), ...headPhotos('closeup')].filter(
    ({ subject, view }) => subject === 'S2' && view === 'crown',
  )
  const [baseline, ...others] = visits
  if (!baseline || others.length < 9) return
  const folder = mkdtempSync(join(tmpdir(), 'fadeline-series-'))
  const analysisFile = (file: string) => join(folder, `${basename(dirname(file))} ${basename(file)}`)
  try {
    for (const which of ['new photos', 'seen in an earlier run']) {
      const aligner = createAligner({ analysisFile })
      const worked = processorSeconds()
      const start = performance.now()
      await Promise.all(others.map(({ file }) => aligner.align({ before: baseline.file, after: file })))
      const seconds = (performance.now() - start) / 1000
      const workedFor = processorSeconds() - worked
      await aligner.close()
      console.log(
        `series      ${visits.length} visits to the first, ${which}: ${seconds.toFixed(1)} s, ` +
          `${workedFor.toFixed(1)} s of a core, threads and models loaded too`,
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
