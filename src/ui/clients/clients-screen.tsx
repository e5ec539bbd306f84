import { useNavigate } from '@tanstack/react-router'
import { FolderInput, LayoutGrid, Rows3, SearchX } from 'lucide-react'
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { ClientSummary } from '../../contract/clients.ts'
import { assertNever } from '../../contract/errors.ts'
import { useCallQuery } from '../app/call-query.ts'
import { Screen } from '../app/screen.tsx'
import { useShortcut } from '../app/use-shortcut.ts'
import { Button } from '../parts/button.tsx'
import { count } from '../parts/dates.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { Failure } from '../parts/failure.tsx'
import { Loading } from '../parts/loading.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { Select } from '../parts/select.tsx'
import { ClientsList, type Arrangement, type ClientsListHandle } from './clients-list.tsx'
import { Welcome } from './welcome.tsx'
import './clients-screen.css'

const ARRANGEMENT_KEY = 'fadeline.clients.arrangement'

type Order = 'name' | 'last-visit' | 'photos'

const ORDERS = [
  { id: 'name', words: 'By name' },
  { id: 'last-visit', words: 'Latest visit first' },
  { id: 'photos', words: 'Most photos first' },
] as const

/** All clients of the clinic, found as one types; the welcome while there are none. */
export function ClientsScreen() {
  const [search, setSearch] = useState('')
  const [arrangement, setArrangement] = useState<Arrangement>(() =>
    localStorage.getItem(ARRANGEMENT_KEY) === 'grid' ? 'grid' : 'list',
  )
  const [order, setOrder] = useState<Order>('name')
  const searched = useDeferredValue(search.trim())
  const all = useCallQuery('clients.list', {})
  const found = useCallQuery('clients.list', searched === '' ? {} : { search: searched }, {
    keepsPrevious: true,
  })
  const searchInput = useRef<HTMLInputElement>(null)
  const list = useRef<ClientsListHandle>(null)
  const navigate = useNavigate()

  useShortcut('/', () => searchInput.current?.focus())

  const clients = useMemo(() => sorted(found.data ?? [], order), [found.data, order])

  // Enter may come before the answer: it then means the first client of this search, not of the one before.
  const entered = useRef<string | null>(null)
  const isAnswered = found.data !== undefined && !found.isPlaceholderData
  const openEntered = useCallback((): void => {
    if (entered.current === null || entered.current !== searched || !isAnswered) return
    entered.current = null
    const [first] = clients
    if (first !== undefined) void navigate({ to: '/clients/$clientId', params: { clientId: first.id } })
  }, [searched, isAnswered, clients, navigate])
  useEffect(openEntered, [openEntered])

  if (all.data?.length === 0) return <Welcome />
  // Without a catalogue there is nothing to search, arrange or add to.
  if (all.error !== null) {
    return (
      <Screen crumbs={[{ words: 'Clients' }]}>
        <Failure error={all.error} onRetry={() => void all.refetch()} />
      </Screen>
    )
  }
  // Nor before it is known whether the welcome stands here: a new clinic would see the clients' bar flash up.
  if (all.data === undefined) {
    return (
      <Screen crumbs={[]}>
        <Loading words="Looking up the clients" />
      </Screen>
    )
  }
  return (
    <Screen
      crumbs={[{ words: 'Clients' }]}
      kind="page"
      centre={
        <SearchField
          label="Search clients"
          placeholder="Search by name or code"
          keys="/"
          value={search}
          onChange={(text) => {
            setSearch(text)
            entered.current = null
          }}
          inputRef={searchInput}
          onDown={() => list.current?.focusFirst()}
          onSubmit={() => {
            const text = search.trim()
            if (text === '') return
            entered.current = text
            openEntered()
          }}
        />
      }
      actions={
        <>
          <Segmented
            label="Arrangement"
            value={arrangement}
            onChange={(next) => {
              localStorage.setItem(ARRANGEMENT_KEY, next)
              setArrangement(next)
            }}
            options={[
              { id: 'list', words: 'List', icon: <Rows3 size={15} aria-hidden /> },
              { id: 'grid', words: 'Grid', icon: <LayoutGrid size={15} aria-hidden /> },
            ]}
          />
          <Button
            look="primary"
            icon={<FolderInput size={16} />}
            onPress={() => void navigate({ to: '/import' })}
          >
            Add photos
          </Button>
        </>
      }
    >
      {found.error !== null ? (
        <Failure error={found.error} onRetry={() => void found.refetch()} />
      ) : found.data === undefined ? (
        <Loading words="Looking up the clients" />
      ) : (
        <div className="clients">
          <div className="clients__head">
            <p className="clients__count" role="status">
              {found.isPlaceholderData
                ? // Those shown are still the last search's.
                  'Searching …'
                : searched === ''
                  ? count(clients.length, 'client')
                  : `${count(clients.length, 'client')} with “${searched}”`}
            </p>
            <div className="clients__order">
              <Select label="Order" isLabelHidden options={ORDERS} value={order} onChange={setOrder} />
            </div>
          </div>
          {clients.length === 0 ? (
            <EmptyState
              icon={<SearchX size={24} />}
              title={`No client with “${searched}”`}
              actions={<Button onPress={() => setSearch('')}>Show all clients</Button>}
            >
              <p>Names and codes are searched, in any case and with or without accents.</p>
            </EmptyState>
          ) : (
            <ClientsList
              ref={list}
              clients={clients}
              arrangement={arrangement}
              onLeaveUp={() => searchInput.current?.focus()}
            />
          )}
        </div>
      )}
    </Screen>
  )
}

/** The backend answers by name; those without a day come last. */
function sorted(clients: readonly ClientSummary[], order: Order): readonly ClientSummary[] {
  switch (order) {
    case 'name':
      return clients
    case 'last-visit':
      return [...clients].sort((a, b) => (b.lastDate ?? '').localeCompare(a.lastDate ?? ''))
    case 'photos':
      return [...clients].sort((a, b) => b.photos - a.photos)
    default:
      return assertNever(order)
  }
}
