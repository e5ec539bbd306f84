import { useQueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react'
import type { ClientId, PhotoId } from '../../contract/ids.ts'
import type { PairVerdict } from '../../contract/clients.ts'
import type { View } from '../../contract/vocabulary.ts'
import { invalidate } from '../app/call-query.ts'
import { useLongCall, type LongCallState } from '../app/use-long-call.ts'
import { toast } from '../parts/toast.ts'

/** Whose visits of which view are aligned, and on which photo. */
interface SeriesSubject {
  readonly clientId: ClientId
  readonly client: string
  readonly view: View
  readonly baselineId: PhotoId
}

interface SeriesJob {
  /** What is or was aligned last; null before the first time. */
  readonly subject: SeriesSubject | null
  readonly state: LongCallState<'registrations.alignSeries'>
  readonly start: (subject: SeriesSubject) => void
  readonly cancel: () => void
}

const SeriesJobContext = createContext<SeriesJob | null>(null)

/** Keeps the one aligning of all visits above the screens, so that leaving Compare does not stop it. */
export function SeriesJobProvider({ children }: { readonly children: ReactNode }) {
  const cache = useQueryClient()
  const { state, start: startCall, cancel } = useLongCall('registrations.alignSeries')
  const [subject, setSubject] = useState<SeriesSubject | null>(null)

  const start = useCallback(
    (next: SeriesSubject) => {
      setSubject(next)
      const { clientId, view, baselineId } = next
      void startCall({ clientId, view, baselineId }).then((found) => {
        // Without a name: another client may be looking at the screen by now.
        if (found !== null) toast(`Align all visits finished: ${countWords(found)}`)
        // What was found before a cancel is kept as well.
        return invalidate(cache, [
          'clients.get',
          'registrations.get',
          'registrations.comparability',
          'fade.timeline',
          'reshoot.card',
        ])
      })
    },
    [cache, startCall],
  )
  const job = useMemo<SeriesJob>(() => ({ subject, state, start, cancel }), [subject, state, start, cancel])
  return <SeriesJobContext value={job}>{children}</SeriesJobContext>
}

/** The one aligning of all visits of this window. */
export function useSeriesJob(): SeriesJob {
  const job = useContext(SeriesJobContext)
  if (job === null) throw new Error('useSeriesJob stands outside SeriesJobProvider')
  return job
}

function countWords(found: readonly Pick<PairVerdict, 'verdict' | 'madeBy'>[]): string {
  const count = (verdict: PairVerdict['verdict'], madeBy?: PairVerdict['madeBy']) =>
    found.filter((each) => each.verdict === verdict && (madeBy ?? each.madeBy) === each.madeBy).length
  const open = count('needs-points')
  const parts = [`${count('aligned')} of ${found.length} visits aligned`]
  if (count('check', 'person') > 0) parts.push(`${count('check', 'person')} placed by hand`)
  if (count('check', 'program') > 0) parts.push(`${count('check', 'program')} to check`)
  if (open > 0) parts.push(`${open} ${open === 1 ? 'needs' : 'need'} your points`)
  return parts.join(', ')
}
