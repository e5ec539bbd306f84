import { useQueryClient } from '@tanstack/react-query'
import type { Photo } from '../../contract/photos.ts'
import type { Phase, Source, View } from '../../contract/vocabulary.ts'
import { useCallMutation } from '../app/call-query.ts'
import { errorWords } from '../parts/error-words.ts'
import { phaseWords, viewWords } from '../parts/term-words.ts'
import { toast } from '../parts/toast.ts'

type Correction = { readonly view: View } | { readonly phase: Phase }

/** Puts right what was read from names; can be undone from the message that follows. */
export function useCorrectPhoto(): (photo: Photo, correction: Correction) => void {
  const cache = useQueryClient()
  const { mutate } = useCallMutation('photos.correct', { invalidates: [] })

  return (photo, correction) => {
    const send = (next: Correction & { readonly source?: Source }, onDone: () => void): void =>
      mutate(
        { id: photo.id, ...next },
        {
          onSuccess: () => {
            // A view or a phase decides pairs, baselines and fades: everything is asked for again.
            void cache.invalidateQueries()
            onDone()
          },
          onError: (error) => toast(`${errorWords(error.code).what}.`, { kind: 'failed' }),
        },
      )
    // With its source, so that what was read is not taken for a person's word from then on.
    const former =
      'view' in correction
        ? { view: photo.view, source: photo.viewSource }
        : { phase: photo.phase, source: photo.phaseSource }
    const words = 'view' in correction ? viewWords(correction.view) : phaseWords(correction.phase)
    send(correction, () =>
      toast(`Set to ${words.toLowerCase()}`, {
        action: { words: 'Undo', run: () => send(former, () => toast('Set back')) },
      }),
    )
  }
}
