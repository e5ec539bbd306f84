import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { AppError } from '../../contract/errors.ts'
import type { Registration } from '../../contract/registrations.ts'
import type { Matrix3 } from '../../domain/transform.ts'
import type { AlignmentWork } from '../../domain/viewer/alignment-editing.ts'
import { completeLandmarks } from '../../domain/viewer/landmark-editing.ts'
import { isUnmoved } from '../../domain/viewer/whole-move.ts'
import { useCall } from '../app/backend-context.tsx'
import { callQuery, invalidate } from '../app/call-query.ts'
import type { PairIds } from './pair-ids.ts'
import { LEAST_PAIRS } from './use-landmark-solution.ts'

/** What may be otherwise once a registration was kept. */
const CHANGED = ['fade.timeline', 'clients.get', 'registrations.comparability', 'reshoot.card'] as const

/**
 * Keeps a person's work on a pair; answers what is stored then, what went wrong, or `placed-elsewhere`, once, where somebody
 * placed the pair in another window since it was opened as `opened`.
 */
export function useKeepAlignment(
  pair: PairIds,
  opened: Registration | null,
): {
  readonly isKeeping: boolean
  readonly keep: (
    work: AlignmentWork,
    afterToBefore: Matrix3,
  ) => Promise<Registration | AppError | 'placed-elsewhere'>
} {
  const call = useCall()
  const cache = useQueryClient()
  const [isKeeping, setKeeping] = useState(false)
  const [seen, setSeen] = useState(() => JSON.stringify(opened))

  const store = async (work: AlignmentWork, afterToBefore: Matrix3): Promise<Registration | null> => {
    const { automatic, isSnapping, move } = work
    const points = [...completeLandmarks(work.landmarks)]
    const isMoved = !isUnmoved(move)
    const isByPoints = points.length >= LEAST_PAIRS
    let kept: Registration | null = null
    // A move as a whole is measured against what is stored: what was found comes first.
    if (automatic !== null && (isMoved || !isByPoints)) {
      const { headRegion } = automatic
      kept = await call('registrations.align', {
        ...pair,
        again: true,
        ...(headRegion === null ? {} : { headRegion }),
      })
    }
    if (isMoved) return call('registrations.place', { ...pair, afterToBefore, points })
    return isByPoints ? call('registrations.byHand', { ...pair, points, snap: isSnapping, keep: true }) : kept
  }

  return {
    isKeeping,
    keep: async (work, afterToBefore) => {
      setKeeping(true)
      try {
        const there = await call('registrations.get', pair)
        if (there?.madeBy === 'person' && JSON.stringify(there) !== seen) {
          setSeen(JSON.stringify(there))
          return 'placed-elsewhere'
        }
        const registration = await store(work, afterToBefore)
        if (registration === null) throw new AppError('invalid-input', 'There is nothing to keep yet.')
        cache.setQueryData(callQuery(call, 'registrations.get', pair).queryKey, registration)
        // Looked at anew while the next screen opens.
        void invalidate(cache, CHANGED)
        return registration
      } catch (error) {
        return error instanceof AppError
          ? error
          : new AppError('internal', 'Keeping the alignment failed.', { cause: error })
      } finally {
        setKeeping(false)
      }
    },
  }
}
