import { useQueryClient } from '@tanstack/react-query'
import type { Photo } from '../../contract/photos.ts'
import type { View } from '../../contract/vocabulary.ts'
import type { AppError } from '../../contract/errors.ts'
import { useCall } from '../app/backend-context.tsx'
import { useCallMutation } from '../app/call-query.ts'
import { count } from '../parts/dates.ts'
import { errorWords } from '../parts/error-words.ts'
import { viewWords } from '../parts/term-words.ts'
import { toast } from '../parts/toast.ts'

/** Gives one view to a photo and to all alike; can be undone from the message that follows. */
export function useCorrectAlike(): {
  readonly correctAlike: (photo: Photo, view: View) => void
  readonly isPending: boolean
} {
  const call = useCall()
  const cache = useQueryClient()
  const correct = useCallMutation('imports.correctAlike', { invalidates: [] })
  const onError = (error: AppError): void => toast(`${errorWords(error.code).what}.`, { kind: 'failed' })

  const correctAlike = (photo: Photo, view: View): void =>
    correct.mutate(
      { photo: photo.id, view },
      {
        onSuccess: ({ changed, former, formerWord }) => {
          void cache.invalidateQueries()
          // By itself, because whoever undoes it may be on another page by then.
          const undo = (): void =>
            void call('corrections.takeBack', { readings: former, word: formerWord }).then(() => {
              toast('Set back')
              return cache.invalidateQueries()
            }, onError)
          toast(`${count(changed, 'photo')} set to ${viewWords(view).toLowerCase()}`, {
            action: { words: 'Undo', run: undo },
          })
        },
        onError,
      },
    )
  return { correctAlike, isPending: correct.isPending }
}
