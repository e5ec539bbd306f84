import { useCallQuery } from '../app/call-query.ts'

/** Often enough to notice photos that were just copied into a folder. */
const LOOK_EVERY_MS = 15_000

/** How many files in imported folders wait to be imported; the backend looks by itself. */
export function useNewFiles(): number {
  const roots = useCallQuery('imports.roots', {}, { refetchMs: LOOK_EVERY_MS })
  return (roots.data ?? []).reduce((sum, { newFiles, isThere }) => sum + (isThere ? newFiles : 0), 0)
}
