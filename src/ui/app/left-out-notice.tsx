import { useQueryClient } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { useEffect } from 'react'
import type { CallName } from '../../contract/contract.ts'
import { ButtonLink } from '../parts/button-link.tsx'
import { count } from '../parts/dates.ts'
import { invalidate, useCallQuery } from './call-query.ts'
import { onNewAnswer } from './on-new-answer.ts'

const LEFT_OUT = 'catalogue.leftOut' satisfies CallName

/** Says how many entries of the catalogue lists leave out because they cannot be read, and leads to what to do about it. */
export function LeftOutNotice() {
  const cache = useQueryClient()
  const leftOut = useCallQuery(LEFT_OUT, {})
  // Lists find them: it may be more than before where one says something new, and where it does not it is what it was.
  useEffect(
    () => onNewAnswer(cache.getQueryCache(), [LEFT_OUT], () => void invalidate(cache, [LEFT_OUT])),
    [cache],
  )
  const entries = leftOut.data ?? []
  return (
    <div role="status">
      {entries.length === 0 ? null : (
        <p className="left-out-notice">
          <TriangleAlert size={16} aria-hidden />
          <span className="left-out-notice__words">
            Not shown, because the catalogue’s entry cannot be read:{' '}
            {entries.map(({ entry, rows }) => count(rows, entry)).join(', ')}. Your photos are not affected.
          </span>
          <ButtonLink link={{ to: '/settings' }}>Check the catalogue</ButtonLink>
        </p>
      )}
    </div>
  )
}
