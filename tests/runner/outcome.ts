/** What a check or a suite of tests came to. */
export interface Outcome {
  readonly passed: number
  readonly skipped: number
  /** One entry a failure: what failed and what it said. */
  readonly failures: readonly { readonly name: string; readonly text: string }[]
  /** What failed once and passed when it was tried again: no failure, and still worth a look. */
  readonly passedAgain?: readonly { readonly name: string; readonly text: string }[]
  /** Why something was left out, where something was. */
  readonly remark?: string
}

/** A single check: passed or failed as a whole. */
export function singleOutcome(
  name: string,
  result: { readonly code: number; readonly output: string },
): Outcome {
  return result.code === 0
    ? { passed: 1, skipped: 0, failures: [] }
    : { passed: 0, skipped: 0, failures: [{ name, text: result.output.trim() }] }
}

/** Text without the colours that tools put into it. */
export function withoutColours(text: string): string {
  // oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
  return text.replaceAll(/\u001B\[[0-9;]*m/g, '')
}
