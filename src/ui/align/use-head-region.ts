import { useMemo, useState } from 'react'
import type { Photo } from '../../contract/photos.ts'
import { centralHeadRegion } from '../../domain/registration/head-region.ts'
import type { Point } from '../../domain/transform.ts'
import { isRegionAsFound, moveRegion, type RegionMove } from '../../domain/viewer/region-move.ts'
import { useCallQuery } from '../app/call-query.ts'

/** The head region of a pair while a person looks at it and moves it. */
export interface HeadRegionState {
  readonly isShown: boolean
  readonly show: (isShown: boolean) => void
  readonly isSought: boolean
  readonly isFound: boolean
  readonly isMoved: boolean
  /** Whether what lies on the photo just now was aligned by it. */
  readonly isListenedTo: boolean
  /** Where it lies now, in pixels of the before photo; null until it is known. */
  readonly outline: readonly Point[] | null
}

/** Begins with the head that a person showed, else with the one that was found, or with the middle of the photo where none was. */
export function useHeadRegion(
  before: Photo,
  after: Photo,
  {
    move,
    isRegistrationKnown,
    listenedTo,
  }: {
    readonly move: RegionMove
    readonly isRegistrationKnown: boolean
    /** The region that a person showed for what lies there now; null where it was found. */
    readonly listenedTo: readonly Point[] | null
  },
): HeadRegionState {
  const [isShown, show] = useState(false)
  const { data } = useCallQuery(
    'registrations.comparability',
    { beforeId: before.id, afterId: after.id },
    { isEnabled: isShown && isRegistrationKnown },
  )
  const found = data?.headOutline ?? null
  // One that a person showed needs no looking.
  const isLookedFor = move.from === null && isRegistrationKnown && data === undefined
  const outline = useMemo(
    () => (isLookedFor ? null : moveRegion(found ?? centralHeadRegion(before.width, before.height), move)),
    [isLookedFor, found, before, move],
  )
  const isMoved = !isRegionAsFound(move)
  return {
    isShown,
    show,
    isSought: isLookedFor,
    isFound: found !== null,
    isMoved,
    isListenedTo:
      listenedTo === null
        ? found !== null && !isMoved
        : JSON.stringify(listenedTo) === JSON.stringify(outline),
    outline,
  }
}
