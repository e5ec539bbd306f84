import { useNavigate } from '@tanstack/react-router'
import { CalendarDays, Pencil, SquareSplitHorizontal, Table2 } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { PairVerdict } from '../../contract/clients.ts'
import type { ClientId } from '../../contract/ids.ts'
import type { Photo } from '../../contract/photos.ts'
import { useCallQuery } from '../app/call-query.ts'
import { rememberClient } from '../app/current-work.ts'
import { Screen } from '../app/screen.tsx'
import { useShortcut } from '../app/use-shortcut.ts'
import { ButtonLink } from '../parts/button-link.tsx'
import { Failure } from '../parts/failure.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { Loading } from '../parts/loading.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { choosePair, inOrder, viewsOf } from './choose-pair.ts'
import { ClientPanel } from './client-panel.tsx'
import { usePreparedPair } from './use-prepared-pair.ts'
import { RenameDialog } from './rename-dialog.tsx'
import { asPair, toggle } from './selection.ts'
import { VisitMatrix } from './visit-matrix.tsx'
import { VisitSections } from './visit-sections.tsx'

const NONE_KNOWN: readonly PairVerdict[] = []
const CLIENTS_CRUMB = { words: 'Clients', to: { to: '/' } } as const

/** One client: all photos by view and visit, two of which are chosen to be compared. */
export function ClientScreen({ clientId }: { readonly clientId: ClientId }) {
  const answer = useCallQuery('clients.get', { id: clientId })
  const [arrangement, setArrangement] = useState<'views' | 'visits'>('views')
  const [chosenIds, setChosenIds] = useState<readonly Photo['id'][]>([])
  const [isRenaming, setRenaming] = useState(false)
  const navigate = useNavigate()

  const visits = useMemo(() => inOrder(answer.data?.visits ?? []), [answer.data])
  const verdicts = answer.data?.verdicts ?? NONE_KNOWN
  // Only ids are kept, so that a correction shows at once in what is chosen.
  const selection = useMemo(() => {
    const photos = visits.flatMap((visit) => visit.photos)
    return chosenIds.flatMap((id) => photos.find((photo) => photo.id === id) ?? [])
  }, [visits, chosenIds])

  const isKnown = answer.data !== undefined
  useEffect(() => {
    if (isKnown) rememberClient(clientId)
  }, [clientId, isKnown])

  const chosenPair = asPair(selection)
  const bestPair = useMemo(
    () =>
      viewsOf(visits).reduce<ReturnType<typeof choosePair>>(
        (found, view) => found ?? choosePair(visits, view, verdicts),
        null,
      ),
    [visits, verdicts],
  )
  const pair = chosenPair ?? bestPair
  usePreparedPair(pair)
  const compare = (): void => {
    if (pair === null) return
    void navigate({
      to: '/compare/$beforeId/$afterId',
      params: { beforeId: pair.before.id, afterId: pair.after.id },
    })
  }
  useShortcut('c', compare, { isEnabled: pair !== null })
  useShortcut('Escape', () => setChosenIds([]), { isEnabled: selection.length > 0 && !isRenaming })

  if (answer.error !== null) {
    return (
      <Screen crumbs={[CLIENTS_CRUMB, { words: 'Client' }]}>
        <Failure error={answer.error} onRetry={() => void answer.refetch()} />
      </Screen>
    )
  }
  if (answer.data === undefined) {
    return (
      <Screen crumbs={[CLIENTS_CRUMB, { words: 'Client' }]}>
        <Loading words="Looking up the photos" />
      </Screen>
    )
  }

  const { client } = answer.data
  const onToggle = (photo: Photo): void => setChosenIds(toggle(selection, photo).map((each) => each.id))
  const onOpen = (photo: Photo): void =>
    void navigate({ to: '/photos/$photoId', params: { photoId: photo.id } })
  const arranged = {
    visits,
    selected: new Set(selection.map((photo) => photo.id)),
    onToggle,
    onOpen,
  }
  return (
    <Screen
      crumbs={[CLIENTS_CRUMB, { words: client.name }]}
      centre={
        <Segmented
          label="Arrangement"
          value={arrangement}
          onChange={setArrangement}
          options={[
            { id: 'views', words: 'By view', icon: <Table2 size={15} aria-hidden /> },
            { id: 'visits', words: 'By visit', icon: <CalendarDays size={15} aria-hidden /> },
          ]}
        />
      }
      actions={
        <>
          <IconButton label="Rename client" icon={<Pencil size={16} />} onPress={() => setRenaming(true)} />
          {pair === null ? null : (
            <ButtonLink
              look="primary"
              icon={<SquareSplitHorizontal size={16} aria-hidden />}
              link={{
                to: '/compare/$beforeId/$afterId',
                params: { beforeId: pair.before.id, afterId: pair.after.id },
              }}
            >
              Compare
            </ButtonLink>
          )}
        </>
      }
      panelLabel="Chosen photos"
      panel={
        <ClientPanel
          client={client}
          selection={selection}
          bestPair={bestPair}
          photos={visits.flatMap((visit) => visit.photos)}
        />
      }
    >
      {arrangement === 'views' ? (
        <VisitMatrix
          {...arranged}
          verdicts={verdicts}
          clientId={clientId}
          onShowVisits={() => setArrangement('visits')}
        />
      ) : (
        <VisitSections {...arranged} />
      )}
      {isRenaming ? <RenameDialog client={client} onClose={() => setRenaming(false)} /> : null}
    </Screen>
  )
}
