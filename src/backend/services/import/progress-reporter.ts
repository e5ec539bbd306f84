import type { Progress } from '../../../contract/command.ts'
import { estimateRate, keepRecent, type RateSample } from '../../../domain/estimate-rate.ts'

/** The contract allows ten a second. */
const SHORTEST_PAUSE_MS = 100

/** Makes a function that reports progress with its rate, often enough to be seen moving and no more often. */
export function createProgressReporter(
  report: (progress: Progress) => void,
  clockMs: () => number = () => performance.now(),
): (progress: Pick<Progress, 'stage' | 'done' | 'total' | 'current'>) => void {
  let samples: readonly RateSample[] = []
  let stage: Progress['stage'] | null = null
  let lastMs = Number.NEGATIVE_INFINITY
  return (progress) => {
    const atMs = clockMs()
    if (progress.stage !== stage) {
      stage = progress.stage
      samples = []
      lastMs = Number.NEGATIVE_INFINITY
    }
    const isLast = progress.total > 0 && progress.done === progress.total
    if (!isLast && atMs - lastMs < SHORTEST_PAUSE_MS) return
    lastMs = atMs
    samples = keepRecent(samples, { atMs, done: progress.done })
    report({ ...progress, ...estimateRate(samples, progress.total) })
  }
}
