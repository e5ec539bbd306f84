import { rejectOnAbort } from '../../imaging/reject-on-abort.ts'
import { createWorkerPool } from '../../imaging/worker-pool.ts'
import type { DifferenceRequest } from './draw-photo.ts'
import type { PairMeasurement, PairRequest } from './measure-pair.ts'
import type { PairTask } from './pair-worker.ts'

/**
 * Reads the pixels of pairs in a thread of its own, so that lists and pictures are answered meanwhile. Every call throws
 * AppError for files that cannot be read as photos, cancelled and internal.
 */
export interface PairReader {
  measure(request: PairRequest, options: { readonly signal: AbortSignal }): Promise<PairMeasurement>
  /** A line drawing of a photo's file, as a PNG. */
  draw(file: string): Promise<Uint8Array>
  /** A heat map of where two photos differ, as a PNG on the before photo. */
  drawDifference(request: DifferenceRequest): Promise<Uint8Array>
  close(): Promise<void>
}

/** Half a second on an idle machine. */
const TIMEOUT_MS = 60_000

/** Makes the thread; it starts with the first pair. */
export function createPairReader(): PairReader {
  // In the bundle every entry lies in one flat folder, as JavaScript.
  const url = new URL(
    import.meta.url.endsWith('.ts') ? './pair-worker.ts' : './pair-worker.js',
    import.meta.url,
  )
  const pool = createWorkerPool<PairTask>({ url, size: 1 })
  const limits = { timeoutMs: TIMEOUT_MS, lateCode: 'internal' } as const
  return {
    measure: async (request, { signal }) => {
      const run = pool.run({ kind: 'measure', request }, { ...limits, signal })
      // The worker answers this task with a measurement.
      return (await rejectOnAbort(run, signal)) as PairMeasurement
    },
    // The worker answers this task with the bytes of a picture.
    draw: async (file) => (await pool.run({ kind: 'draw', file }, limits)) as Uint8Array,
    drawDifference: async (request) =>
      // And this one.
      (await pool.run({ kind: 'difference', request }, limits)) as Uint8Array,
    close: () => pool.close(),
  }
}
