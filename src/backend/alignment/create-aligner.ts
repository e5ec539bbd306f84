import { availableParallelism } from 'node:os'
import { performance } from 'node:perf_hooks'
import { AppError } from '../../contract/errors.ts'
import type { AlignmentAnswer, AlignmentTask } from './alignment-worker.ts'
import type { FeatureSet } from '../../domain/registration/feature-set.ts'
import type { Verdict } from '../../domain/registration/judge-registration.ts'
import type { Aligner } from './alignment-types.ts'
import type { CloserLook } from './closer-look.ts'
import { analysePhoto, type PhotoAnalysis } from './analyse-photo.ts'
import { headIn } from './head-in.ts'
import type { OpenedPhoto } from './open-photo.ts'
import type { OutlinedHead } from './outline-head.ts'
import { createAnalysisCache } from './analysis-cache.ts'
import { rejectOnAbort } from '../imaging/reject-on-abort.ts'
import { cancelled, createWorkerPool } from '../imaging/worker-pool.ts'

export type { Aligner, AlignmentRequest, AlignmentResult } from './alignment-types.ts'

type Found = AlignmentAnswer['result']

const SURENESS: readonly Verdict[] = ['needs-points', 'check', 'aligned']

/** The second, where it is surer than the first. */
function surerOf(first: Found, second: Found): Found {
  const gained = SURENESS.indexOf(second.verdict) - SURENESS.indexOf(first.verdict)
  return gained > 0 || (gained === 0 && second.confidence > first.confidence && second.verdict === 'check')
    ? second
    : first
}

interface AlignerOptions {
  readonly workers?: number
  /** Where what is found in a photo is kept from one run of the program to the next; null where it is not. */
  readonly analysisFile?: (photoFile: string) => string | null
}

/** A thread with the models and a scale space holds a few hundred megabytes. */
const IDLE_MS = 10 * 60_000
const ANALYSE_TIMEOUT_MS = 60_000
/** Only what hangs takes so long: beside an import and other programs, a pair that takes two seconds may take half a minute. */
const ALIGN_TIMEOUT_MS = 120_000

/**
 * Makes the automatic registration: threads start with the first request, and every photo is decoded once however often
 * it is asked for.
 */
export function createAligner(options: AlignerOptions = {}): Aligner {
  // In the bundle every entry lies in one flat folder, as JavaScript.
  const url = new URL(
    import.meta.url.endsWith('.ts') ? './alignment-worker.ts' : './alignment-worker.js',
    import.meta.url,
  )
  const size = options.workers ?? Math.min(4, Math.max(1, availableParallelism()))
  const pool = createWorkerPool<AlignmentTask>({
    url,
    size,
    idleMs: IDLE_MS,
    skillOf: ({ kind }) => (kind === 'open' ? null : kind),
  })
  const cache = createAnalysisCache((file, signal, part) => {
    const keptIn = part ? null : (options.analysisFile?.(file) ?? null)
    const run = (task: AlignmentTask) =>
      pool.run(task, { timeoutMs: ANALYSE_TIMEOUT_MS, lateCode: 'decode-timeout', signal })
    // The worker answers every kind of task with its own kind of value.
    return analysePhoto(
      { file, ...(part && { part }), ...(keptIn !== null && { keptIn }) },
      {
        open: async (request) => (await run({ kind: 'open', ...request })) as OpenedPhoto,
        findFeatures: async (gray) => (await run({ kind: 'features', gray })) as FeatureSet,
        outlineHead: async (request) => (await run({ kind: 'head', ...request })) as OutlinedHead,
      },
    )
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
      const register = async (pair: Record<keyof CloserLook, PhotoAnalysis>): Promise<AlignmentAnswer> => {
        const run = pool.run(
          { kind: 'align', ...pair, hints },
          { timeoutMs: ALIGN_TIMEOUT_MS, lateCode: 'internal', ...(signal && { signal }) },
        )
        // The worker answers every 'align' so.
        return (await rejectOnAbort(run, signal)) as AlignmentAnswer
      }
      const analyses = await Promise.all([cache.get(before, signal), cache.get(after, signal)])
      const pair = { before: analyses[0], after: analyses[1] }
      let { result, closer } = await register(pair)
      if (closer) {
        const [nearBefore, nearAfter] = await Promise.all([
          cache.get(before, signal, closer.before),
          cache.get(after, signal, closer.after),
        ])
        result = surerOf(result, (await register({ before: nearBefore, after: nearAfter })).result)
      }
      return { ...result, elapsedMs: Math.round(performance.now() - start) }
    },
    prepare(files) {
      // What goes wrong is told to whoever asks for the photo itself.
      for (const file of files) cache.get(file, undefined).catch(() => null)
    },
    findHead: async (file, { signal } = {}) => headIn(await cache.get(file, signal)),
    close: () => pool.close(),
  }
}
