import { useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import type { CallInput } from '../../contract/contract.ts'
import { AppError } from '../../contract/errors.ts'
import { useCall } from '../app/backend-context.tsx'
import { count } from '../parts/dates.ts'
import { errorWords } from '../parts/error-words.ts'
import { toast } from '../parts/toast.ts'

/** Puts photos under another client or day; can be undone from the message that follows, wherever one is by then. */
export function useMovePhotos(): (to: CallInput<'needs.place'>) => Promise<boolean> {
  const call = useCall()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const path = useLocation({ select: (location) => location.pathname })

  /** A client that was left without photos is gone: its page gives way to that of the photo's client. */
  const follow = async (id: CallInput<'needs.place'>['photo']): Promise<void> => {
    if (path.startsWith('/clients/')) {
      const { photo } = await call('photos.get', { id })
      await navigate({ to: '/clients/$clientId', params: { clientId: photo.clientId } })
    }
    void cache.invalidateQueries()
  }

  return async (to) => {
    try {
      const { former, formerSaid } = await call('needs.place', to)
      await follow(to.photo)
      const undo = async (): Promise<void> => {
        await call('needs.placeBack', { former, formerSaid })
        await follow(to.photo)
        toast('Put back')
      }
      toast(`${count(former.length, 'photo')} moved`, {
        action: { words: 'Undo', run: () => void undo().catch(tell) },
      })
      return true
    } catch (error) {
      tell(error)
      return false
    }
  }
}

function tell(error: unknown): void {
  if (!(error instanceof AppError)) throw error
  toast(`${errorWords(error.code).what}. ${errorWords(error.code).next}`, { kind: 'failed' })
}
