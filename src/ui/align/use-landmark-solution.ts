import { useEffect, useState } from 'react'
import { AppError } from '../../contract/errors.ts'
import type { PhotoId } from '../../contract/ids.ts'
import type { Registration } from '../../contract/registrations.ts'
import type { LandmarkPair } from '../../domain/viewer/landmark-editing.ts'
import { useCall } from '../app/backend-context.tsx'

/** What the placed points make of the pair. */
export type LandmarkSolution =
  | { readonly kind: 'too-few' }
  | { readonly kind: 'solving'; readonly last: Registration | null }
  | { readonly kind: 'solved'; readonly registration: Registration }
  | { readonly kind: 'failed'; readonly error: AppError }

/** The fewest points that determine a position. */
export const LEAST_PAIRS = 2
/** A drag asks once it rests, not at every pixel. */
const REST_MS = 180

interface Question {
  readonly beforeId: PhotoId
  readonly afterId: PhotoId
  readonly pairs: readonly LandmarkPair[]
  readonly snap: boolean
  /** What is kept of these very points; null where they are new. */
  readonly kept: Registration | null
}

type Answer =
  | { readonly kind: 'solved'; readonly registration: Registration }
  | { readonly kind: 'failed'; readonly error: AppError }

/** Asks what the points make of the pair, without keeping it, whenever they or the snapping change; what is kept of them is not asked again. */
export function useLandmarkSolution({ beforeId, afterId, pairs, snap, kept }: Question): LandmarkSolution {
  const call = useCall()
  const [answered, setAnswered] = useState<{ readonly question: string; readonly answer: Answer } | null>(
    null,
  )
  // As text: equal points are the same question, whatever object holds them.
  const question = JSON.stringify({ beforeId, afterId, pairs, snap })
  const isEnough = pairs.length >= LEAST_PAIRS
  const isAsked = isEnough && kept === null

  useEffect(() => {
    if (!isAsked) return undefined
    const { pairs, ...rest } = JSON.parse(question) as Omit<Question, 'kept'> // written just above
    const controller = new AbortController()
    const ask = async (): Promise<void> => {
      const answer = await solve(() =>
        call(
          'registrations.byHand',
          { ...rest, points: [...pairs], keep: false },
          { signal: controller.signal },
        ),
      )
      if (!controller.signal.aborted) setAnswered({ question, answer })
    }
    const timer = setTimeout(() => void ask(), REST_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [call, question, isAsked])

  if (!isEnough) return { kind: 'too-few' }
  // Points do not tell all of it: it may have been moved as a whole from there.
  if (kept !== null) return { kind: 'solved', registration: kept }
  if (answered?.question === question) return answered.answer
  return { kind: 'solving', last: answered?.answer.kind === 'solved' ? answered.answer.registration : null }
}

async function solve(ask: () => Promise<Registration>): Promise<Answer> {
  try {
    return { kind: 'solved', registration: await ask() }
  } catch (error) {
    const known =
      error instanceof AppError ? error : new AppError('internal', 'Solving failed.', { cause: error })
    return { kind: 'failed', error: known }
  }
}
