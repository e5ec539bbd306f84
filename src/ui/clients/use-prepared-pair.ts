import { useCallQuery } from '../app/call-query.ts'
import type { choosePair } from './choose-pair.ts'

/** Has both photos of the pair that is likely to be compared next looked at meanwhile; each pair once. */
export function usePreparedPair(pair: ReturnType<typeof choosePair>): void {
  // Without a pair the number is never sent: the call is off.
  const ids = { beforeId: pair?.before.id ?? 1, afterId: pair?.after.id ?? 1 }
  useCallQuery('registrations.prepare', ids, { isEnabled: pair !== null })
}
