import { availableParallelism } from 'node:os'
import { rejectOnAbort } from '../../imaging/reject-on-abort.ts'
import { createWorkerPool } from '../../imaging/worker-pool.ts'
import type { MeasureRequest, RetentionMeasurement } from '../measure-retention.ts'

/** Measures retention in threads of its own, so that lists and pictures are answered meanwhile. */
export interface Measurer {
  /** @throws AppError for files that cannot be read as photos, cancelled, decode-timeout, internal */
  measure(request: MeasureRequest, options: { readonly signal: AbortSignal }): Promise<RetentionMeasurement>
  close(): Promise<void>
}

/** Measuring takes seconds; this is for large regions of large photos on a busy machine. */
const TIMEOUT_MS = 180_000

/** Makes the threads; each starts with its first visit and keeps the baselines it saw last. */
export function createMeasurer(): Measurer {
  // In the bundle every entry lies in one flat folder, as JavaScript.
  const url = new URL(
    import.meta.url.endsWith('.ts') ? './measure-worker.ts' : './measure-worker.js',
    import.meta.url,
  )
  const pool = createWorkerPool<MeasureRequest>({ url, size: Math.min(2, availableParallelism()) })
  return {
    measure: async (request, { signal }) => {
      const run = pool.run(request, { timeoutMs: TIMEOUT_MS, lateCode: 'internal', signal })
      // The worker answers every request with a measurement.
      return (await rejectOnAbort(run, signal)) as RetentionMeasurement
    },
    close: () => pool.close(),
  }
}
