import type { ClientId, PhotoId } from '../../contract/ids.ts'
import type { View } from '../../contract/vocabulary.ts'
import { choosePair, viewsOf } from '../clients/choose-pair.ts'
import { useCallQuery } from './call-query.ts'
import { useCurrentWorkStore } from './current-work.ts'

interface CurrentWorkTargets {
  readonly compare: { readonly beforeId: PhotoId; readonly afterId: PhotoId } | null
  readonly fade: { readonly clientId: ClientId; readonly view: View } | null
}

/** Where Compare and Fade lead: to what was open last, or to the last client's best pair; null where there is none. */
export function useCurrentWork(): CurrentWorkTargets {
  const last = useCurrentWorkStore()
  const clients = useCallQuery('clients.list', {})
  const fallback = clients.data?.find((client) => client.visits > 1)?.id ?? null
  const clientId = last.clientId ?? fallback
  const client = useCallQuery(
    'clients.get',
    // The number is never sent: the call is off while there is no client.
    { id: clientId ?? 1 },
    { isEnabled: clientId !== null },
  )
  if (clientId === null || client.data === undefined) {
    const { view, compare } = last
    return { compare, fade: clientId === null || view === null ? null : { clientId, view } }
  }

  const { visits, verdicts } = client.data
  const pairs = viewsOf(visits).flatMap((view) => {
    const pair = choosePair(visits, view, verdicts)
    return pair === null ? [] : [{ view, ...pair }]
  })
  // Going from the one screen to the other keeps the view.
  const pair = pairs.find(({ view }) => view === last.view) ?? pairs[0]
  const measured = visits.flatMap((visit) => visit.photos).find((photo) => photo.hasRegions)
  const view = last.view ?? measured?.view ?? pair?.view
  return {
    compare: last.compare ?? (pair ? { beforeId: pair.before.id, afterId: pair.after.id } : null),
    fade: view === undefined ? null : { clientId, view },
  }
}
