import { hashKey, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { AppError } from '../../contract/errors.ts'
import type { Registration } from '../../contract/registrations.ts'
import type { Matrix3 } from '../../domain/transform.ts'
import type { AlignmentWork } from '../../domain/viewer/alignment-editing.ts'
import { completeLandmarks } from '../../domain/viewer/landmark-editing.ts'
import { isUnmoved } from '../../domain/viewer/whole-move.ts'
import { ALIGNMENT_ANSWERS } from '../app/alignment-answers.ts'
import { useCall } from '../app/backend-context.tsx'
import { callQuery, invalidate } from '../app/call-query.ts'
import type { PairIds } from './pair-ids.ts'
import { LEAST_PAIRS } from './use-landmark-solution.ts'

/**
 * Keeps a person's work on a pair; answers whether what was kept before can be brought back, what went wrong, or `placed-elsewhere`, once, where somebody
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
  ) => Promise<{ readonly canBringBack: boolean } | AppError | 'placed-elsewhere'>
} {
  const call = useCall()
  const cache = useQueryClient()
  const [isKeeping, setKeeping] = useState(false)
  // Whatever the order of its fields, in which an answer to keeping and one to looking differ.
  const [seen, setSeen] = useState(() => hashKey([opened]))

  const store = async (work: AlignmentWork, afterToBefore: Matrix3): Promise<Registration | null> => {
    const { automatic, isSnapping, move } = work
    const points = [...completeLandmarks(work.landmarks)]
    const isMoved = !isUnmoved(move)
    const isByPoints = points.length >= LEAST_PAIRS
    // One call keeps all of it, so that what was kept before is what one can go back to.
    if (isMoved)
      return call('registrations.place', {
        ...pair,
        afterToBefore,
        points,
        // A move as a whole is measured against what it was moved from.
        ...(automatic !== null && { anew: { headRegion: automatic.headRegion } }),
      })
    if (isByPoints) return call('registrations.byHand', { ...pair, points, snap: isSnapping, keep: true })
    if (automatic === null) return null
    const { headRegion } = automatic
    return call('registrations.align', { ...pair, again: true, ...(headRegion !== null && { headRegion }) })
  }

  return {
    isKeeping,
    keep: async (work, afterToBefore) => {
      setKeeping(true)
      try {
        const there = await call('registrations.get', pair)
        if (there?.madeBy === 'person' && hashKey([there]) !== seen) {
          setSeen(hashKey([there]))
          return 'placed-elsewhere'
        }
        const registration = await store(work, afterToBefore)
        if (registration === null) throw new AppError('invalid-input', 'There is nothing to keep yet.')
        cache.setQueryData(callQuery(call, 'registrations.get', pair).queryKey, registration)
        // Looked at anew while the next screen opens.
        void invalidate(cache, ALIGNMENT_ANSWERS)
        return {
          canBringBack: there?.madeBy === 'person' || (there !== null && registration.madeBy === 'person'),
        }
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
