import { availableParallelism } from 'node:os'
import { performance } from 'node:perf_hooks'
import { AppError } from '../../contract/errors.ts'
import type { AlignmentTask } from './alignment-worker.ts'
import type { Aligner, AlignmentResult } from './alignment-types.ts'
import type { PhotoAnalysis } from './analyse-photo.ts'
import { headIn } from './head-in.ts'
import { createAnalysisCache } from './analysis-cache.ts'
import { rejectOnAbort } from '../imaging/reject-on-abort.ts'
import { cancelled, createWorkerPool } from '../imaging/worker-pool.ts'

export type { Aligner, AlignmentRequest, AlignmentResult } from './alignment-types.ts'

const ANALYSE_TIMEOUT_MS = 60_000
const ALIGN_TIMEOUT_MS = 30_000

/**
 * Makes the automatic registration: threads start with the first request, and every photo is decoded once however often
 * it is asked for.
 */
export function createAligner(options: { readonly workers?: number } = {}): Aligner {
  // In the bundle every entry lies in one flat folder, as JavaScript.
  const url = new URL(
    import.meta.url.endsWith('.ts') ? './alignment-worker.ts' : './alignment-worker.js',
    import.meta.url,
  )
  const size = options.workers ?? Math.min(4, Math.max(1, availableParallelism()))
  const pool = createWorkerPool<AlignmentTask>({ url, size })
  const cache = createAnalysisCache(async (file, signal) => {
    // The worker answers every 'analyse' with an analysis.
    return (await pool.run(
      { kind: 'analyse', file },
      { timeoutMs: ANALYSE_TIMEOUT_MS, lateCode: 'decode-timeout', signal },
    )) as PhotoAnalysis
  })

  return {
    async align({ before, after, ...hints }, { signal } = {}) {
      const start = performance.now()
      if (signal?.aborted) throw cancelled()
      if (hints.points?.length === 1) {
        throw new AppError(
          'invalid-input',
          'One pair of points does not determine a position. Place at least two.',
        )
      }
      const analyses = await Promise.all([cache.get(before, signal), cache.get(after, signal)])
      const task: AlignmentTask = { kind: 'align', before: analyses[0], after: analyses[1], hints }
      const run = pool.run(task, {
        timeoutMs: ALIGN_TIMEOUT_MS,
        lateCode: 'internal',
        ...(signal && { signal }),
      })
      // The worker answers every 'align' with a result that lacks only the time.
      const result = (await rejectOnAbort(run, signal)) as Omit<AlignmentResult, 'elapsedMs'>
      return { ...result, elapsedMs: Math.round(performance.now() - start) }
    },
    findHead: async (file, { signal } = {}) => headIn(await cache.get(file, signal)),
    close: () => pool.close(),
  }
}
