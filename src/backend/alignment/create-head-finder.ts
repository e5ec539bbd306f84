import type { HeadClues } from '../../domain/reading/head-clues.ts'
import { createWorkerPool } from '../imaging/worker-pool.ts'
import type { HeadTask } from './head-worker.ts'

/** Looks for heads in photos, in a thread of its own that starts with the first photo. */
export interface HeadFinder {
  /** @throws AppError cancelled, decode-timeout, internal, or what decoding throws. */
  look(file: string, options?: { readonly signal?: AbortSignal }): Promise<HeadClues>
  close(): Promise<void>
}

/** The first photo waits for the models. */
const TIMEOUT_MS = 30_000

/** Makes the finder; one thread, because it only ever works behind an import. */
export function createHeadFinder(): HeadFinder {
  // In the bundle every entry lies in one flat folder, as JavaScript.
  const url = new URL(
    import.meta.url.endsWith('.ts') ? './head-worker.ts' : './head-worker.js',
    import.meta.url,
  )
  const pool = createWorkerPool<HeadTask>({ url, size: 1 })
  return {
    look: async (file, { signal } = {}) =>
      // The worker answers every task with what it found.
      (await pool.run(
        { file },
        { timeoutMs: TIMEOUT_MS, lateCode: 'decode-timeout', ...(signal && { signal }) },
      )) as HeadClues,
    close: () => pool.close(),
  }
}
