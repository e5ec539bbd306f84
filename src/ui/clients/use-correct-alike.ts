import { useQueryClient } from '@tanstack/react-query'
import type { Photo } from '../../contract/photos.ts'
import type { View } from '../../contract/vocabulary.ts'
import type { AppError } from '../../contract/errors.ts'
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
  const cache = useQueryClient()
  const correct = useCallMutation('imports.correctAlike', { invalidates: [] })
  const takeBack = useCallMutation('corrections.takeBack', { invalidates: [] })
  const onError = (error: AppError): void => toast(`${errorWords(error.code).what}.`, { kind: 'failed' })

  const correctAlike = (photo: Photo, view: View): void =>
    correct.mutate(
      { photo: photo.id, view },
      {
        onSuccess: ({ changed, former, formerWord }) => {
          void cache.invalidateQueries()
          const undo = (): void =>
            takeBack.mutate(
              { readings: former, word: formerWord },
              {
                onSuccess: () => {
                  void cache.invalidateQueries()
                  toast('Set back')
                },
                onError,
              },
            )
          toast(`${count(changed, 'photo')} set to ${viewWords(view).toLowerCase()}`, {
            action: { words: 'Undo', run: undo },
          })
        },
        onError,
      },
    )
  return { correctAlike, isPending: correct.isPending }
}
