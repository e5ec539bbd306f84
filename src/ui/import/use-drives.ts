import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { invalidate, useCallQuery } from '../app/call-query.ts'

/** Asks again how photos are once the drive of an imported folder was taken off or came back. */
export function useDrives(): void {
  const cache = useQueryClient()
  // Asked for again by whoever shows the folders.
  const roots = useCallQuery('imports.roots', {})
  const there = roots.data
    ?.filter(({ isThere }) => isThere)
    .map(({ folder }) => folder)
    .join('\n')
  const before = useRef(there)
  useEffect(() => {
    if (before.current !== undefined && before.current !== there)
      void invalidate(cache, ['clients.get', 'photos.list', 'photos.get', 'needs.item'])
    before.current = there
  }, [cache, there])
}
