import { useQueryClient } from '@tanstack/react-query'
import { AppError } from '../../contract/errors.ts'
import type { Photo } from '../../contract/photos.ts'
import type { Phase, Source, View } from '../../contract/vocabulary.ts'
import { useCall } from '../app/backend-context.tsx'
import { errorWords } from '../parts/error-words.ts'
import { phaseWords, viewWords } from '../parts/term-words.ts'
import { toast } from '../parts/toast.ts'

type Correction = { readonly view: View } | { readonly phase: Phase }

/** Puts right what was read from names; can be undone from the message that follows, wherever one is by then. */
export function useCorrectPhoto(): (photo: Photo, correction: Correction) => void {
  const call = useCall()
  const cache = useQueryClient()

  return (photo, correction) => {
    const send = (next: Correction & { readonly source?: Source }, onDone: () => void): void =>
      void call('photos.correct', { id: photo.id, ...next }).then(() => {
        // A view or a phase decides pairs, baselines and fades: everything is asked for again.
        void cache.invalidateQueries()
        onDone()
      }, tell)
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

function tell(error: unknown): void {
  if (!(error instanceof AppError)) throw error
  toast(`${errorWords(error.code).what}.`, { kind: 'failed' })
}
