import { MOST_COUNTED } from '../../contract/needs.ts'
import { useCallQuery } from '../app/call-query.ts'

/** How many things need a look, of all kinds; as many as are counted stand for more. */
export function useNeedsCount(): number {
  const counts = useCallQuery('needs.counts', {})
  if (counts.data === undefined) return 0
  return Math.min(
    MOST_COUNTED,
    Object.values(counts.data).reduce((sum, count) => sum + count, 0),
  )
}
