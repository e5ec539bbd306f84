import type { QueryCache } from '@tanstack/react-query'

/** Calls `tell` whenever a call other than these is answered otherwise than before; hands back the way to end that. */
export function onNewAnswer(cache: QueryCache, other: readonly string[], tell: () => void): () => void {
  // An answer that says the same as the one before is kept as the same object.
  const known = new Map<string, unknown>(
    cache.getAll().map(({ queryHash, state }) => [queryHash, state.data]),
  )
  return cache.subscribe(({ type, query: { queryHash, queryKey, state } }) => {
    if (type === 'removed') known.delete(queryHash)
    if (type !== 'updated' || state.status !== 'success' || other.includes(String(queryKey[0]))) return
    if (known.get(queryHash) === state.data) return
    known.set(queryHash, state.data)
    tell()
  })
}
