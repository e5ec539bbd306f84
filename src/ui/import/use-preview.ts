import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { AppError } from '../../contract/errors.ts'
import type { DayOrder, ImportPreview } from '../../contract/imports.ts'
import type { SaidOfReading } from '../../contract/said.ts'
import type { View } from '../../contract/vocabulary.ts'
import { useCallMutation } from '../app/call-query.ts'
import { useUndoStack } from '../needs/use-undo-stack.ts'
import { useLongCall, type LongCallState } from '../app/use-long-call.ts'
import { errorWords } from '../parts/error-words.ts'
import { toast } from '../parts/toast.ts'

interface Preview {
  readonly state: LongCallState<'imports.preview'>
  /** The newest answer; it stays in sight while the folder is read again after something was said of its names. */
  readonly read: ImportPreview | null
  /** True while something that was said is kept, or the folder is read again. */
  readonly isPending: boolean
  readonly look: () => void
  /** Null asks again. */
  readonly answerOrder: (order: DayOrder | null) => void
  /** Null takes back what was said. */
  readonly sayView: (word: string, view: View | null) => void
  /** Says who clients and what visits are; `words` tell what was done. */
  readonly correct: (said: readonly SaidOfReading[], words: string) => void
  readonly canUndo: boolean
  /** Takes back what was said last of clients and visits. */
  readonly undo: () => void
}

/** What an import would make of a folder, and what a person says of its names. */
export function usePreview(folder: string): Preview {
  const cache = useQueryClient()
  const { state, start } = useLongCall('imports.preview')
  const [read, setRead] = useState<ImportPreview | null>(null)
  const lookAt = useCallback(
    (isSameLook: boolean) =>
      start({ folder, isSameLook }).then((answer) => {
        if (answer !== null) setRead(answer)
      }),
    [start, folder],
  )
  const look = useCallback(() => void lookAt(false), [lookAt])
  useEffect(look, [look])

  const order = useCallMutation('imports.setDayOrder', { invalidates: [] })
  const view = useCallMutation('imports.sayView', { invalidates: [] })
  const corrections = useCallMutation('imports.correct', { invalidates: ['imports.roots'] })
  const { depth, push, undo } = useUndoStack<string>()
  const said = {
    onSuccess: () => {
      // What was imported from this folder before follows.
      void cache.invalidateQueries()
      void lookAt(true)
    },
    onError: tell,
  }
  const takeBack = (): void => {
    undo().then((words) => {
      if (words !== null) toast(`Undone: ${words}`)
    }, tell)
  }
  const correct = async (said: readonly SaidOfReading[], words: string): Promise<void> => {
    const { former } = await corrections.mutateAsync({ folder, said: [...said] })
    push({
      place: words,
      run: async () => {
        await corrections.mutateAsync({ folder, said: former })
        await lookAt(true)
      },
    })
    await lookAt(true)
    // Undone step by step, by the button above and by its key: an older message must not undo what was said last.
    toast(words)
  }
  return {
    state,
    read,
    isPending: state.kind === 'running' || order.isPending || view.isPending || corrections.isPending,
    look,
    answerOrder: (answer) => order.mutate({ folder, order: answer }, said),
    sayView: (word, shown) => view.mutate({ folder, word, view: shown }, said),
    correct: (what, words) => void correct(what, words).catch(tell),
    canUndo: depth > 0,
    undo: takeBack,
  }
}

function tell(error: unknown): void {
  if (!(error instanceof AppError)) throw error
  toast(`${errorWords(error.code).what}.`, { kind: 'failed' })
}
