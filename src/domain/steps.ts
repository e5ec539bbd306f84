/** Work in small steps, after each of which whoever does it may do something else; what it returns does not depend on that. */
export type Steps<Result> = Generator<undefined, Result>

/** Does all of it at once. */
export function finishSteps<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
