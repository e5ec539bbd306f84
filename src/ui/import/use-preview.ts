import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { AppError } from '../../contract/errors.ts'
import type { DayOrder, ImportPreview } from '../../contract/imports.ts'
import type { View } from '../../contract/vocabulary.ts'
import { useCallMutation } from '../app/call-query.ts'
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
}

/** What an import would make of a folder, and what a person says of its names. */
export function usePreview(folder: string): Preview {
  const cache = useQueryClient()
  const { state, start } = useLongCall('imports.preview')
  const [read, setRead] = useState<ImportPreview | null>(null)
  const look = useCallback(() => {
    void start({ folder }).then((answer) => {
      if (answer !== null) setRead(answer)
    })
  }, [start, folder])
  useEffect(look, [look])

  const order = useCallMutation('imports.setDayOrder', { invalidates: [] })
  const view = useCallMutation('imports.sayView', { invalidates: [] })
  const said = {
    onSuccess: () => {
      // What was imported from this folder before follows.
      void cache.invalidateQueries()
      look()
    },
    onError: (error: AppError) => toast(`${errorWords(error.code).what}.`, { kind: 'failed' }),
  }
  return {
    state,
    read,
    isPending: state.kind === 'running' || order.isPending || view.isPending,
    look,
    answerOrder: (answer) => order.mutate({ folder, order: answer }, said),
    sayView: (word, shown) => view.mutate({ folder, word, view: shown }, said),
  }
}
