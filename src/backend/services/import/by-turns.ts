import type { Steps } from '../../../domain/steps.ts'

/** Other calls wait no longer than this for work that is done by turns with them. */
const TURN_MS = 5

/** Does all of it by turns with everything else that is asked. */
export async function byTurns<Result>(steps: Steps<Result>): Promise<Result> {
  for (;;) {
    const untilMs = performance.now() + TURN_MS
    while (performance.now() < untilMs) {
      const step = steps.next()
      if (step.done === true) return step.value
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
}
