import type { ErrorCode } from '../../contract/errors.ts'
import type { SkippedFile } from '../../contract/imports.ts'

/** Files that were left out for one reason. */
export interface SkippedGroup {
  readonly code: ErrorCode
  readonly files: readonly string[]
}

/** One group a reason, the fewest files first: a single damaged photo must not drown among hundreds of other files. */
export function groupSkipped(skipped: readonly SkippedFile[]): readonly SkippedGroup[] {
  const groups = new Map<ErrorCode, string[]>()
  for (const { file, code } of skipped) {
    const files = groups.get(code)
    if (files === undefined) groups.set(code, [file])
    else files.push(file)
  }
  return [...groups].map(([code, files]) => ({ code, files })).sort((a, b) => a.files.length - b.files.length)
}
