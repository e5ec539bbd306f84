import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  memo,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
} from 'react'
import type { ClientSummary } from '../../contract/clients.ts'
import { VIEWS } from '../../contract/vocabulary.ts'
import { useArrowsInto } from '../app/use-arrows-into.ts'
import { count, formatDate } from '../parts/dates.ts'
import { viewWords } from '../parts/term-words.ts'
import { Thumb } from '../parts/thumb.tsx'
import { stepInGrid } from './step-in-grid.ts'
import './clients-list.css'

/** Rows with columns, or cards. */
export type Arrangement = 'list' | 'grid'

/** What the search field may ask of the list. */
export interface ClientsListHandle {
  focusFirst(): void
}

interface Props {
  readonly clients: readonly ClientSummary[]
  readonly arrangement: Arrangement
  /** Arrow up from the first row. */
  readonly onLeaveUp: () => void
  readonly ref: Ref<ClientsListHandle>
}

const ROW_HEIGHT_PX = 60
const CARD_MIN_WIDTH_PX = 196
const CARD_WORDS_HEIGHT_PX = 82
const GAP_PX = 12

/** Clients, of which only those in sight exist: thousands scroll as easily as ten. Arrow keys move, Enter opens. */
export function ClientsList({ clients, arrangement, onLeaveUp, ref }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const widthPx = useWidth(scroller)
  const [active, setActive] = useState(0)
  // Set by a key; the row may have to be scrolled into being before it can take the focus.
  const wantsFocus = useRef(false)

  const isGrid = arrangement === 'grid'
  const columns = isGrid ? Math.max(1, Math.floor((widthPx + GAP_PX) / (CARD_MIN_WIDTH_PX + GAP_PX))) : 1
  const cardWidthPx = (widthPx - GAP_PX * (columns - 1)) / columns
  const rowHeightPx = isGrid ? Math.round(cardWidthPx * 0.75) + CARD_WORDS_HEIGHT_PX + GAP_PX : ROW_HEIGHT_PX
  const rows = Math.ceil(clients.length / columns)

  // oxlint-disable-next-line react/incompatible-library -- only the React Compiler minds, which is not used here
  const virtualizer = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 6,
  })
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeightPx, columns])

  const focusable = Math.min(active, clients.length - 1)
  const focusWanted = (index: number): void => {
    const link = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)
    if (link === null || link === undefined) return
    wantsFocus.current = false
    link.focus({ preventScroll: true })
  }
  const moveTo = (index: number): void => {
    wantsFocus.current = true
    setActive(index)
    virtualizer.scrollToIndex(Math.floor(index / columns))
    focusWanted(index)
  }
  useArrowsInto(() => moveTo(focusable))
  useImperativeHandle(ref, () => ({ focusFirst: () => moveTo(0) }))

  // A row that has the focus may leave with the next search: then the one in its place takes it, not the page.
  const hadFocus = useRef(false)
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) focusWanted(focusable)
  }, [clients, focusable])

  // After every render, because the row may come into being only by scrolling.
  useEffect(() => {
    if (wantsFocus.current) focusWanted(focusable)
  })

  const onKeyDown = (event: KeyboardEvent): void => {
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeightPx) - 1)
    const next = stepInGrid(event.key, { index: focusable, columns, count: clients.length, pageRows })
    if (next === null) return
    event.preventDefault()
    if (next === 'above') onLeaveUp()
    else moveTo(next)
  }

  return (
    <div className="clients-list">
      {isGrid ? null : (
        <div className="clients-list__head" aria-hidden>
          <span />
          <span>Name</span>
          <span className="clients-list__views">Views</span>
          <span className="clients-list__number">Visits</span>
          <span className="clients-list__number">Photos</span>
          <span className="clients-list__first">First visit</span>
          <span>Last visit</span>
        </div>
      )}
      <div className="clients-list__scroller" ref={scroller}>
        <ul
          className="clients-list__items"
          aria-label="Clients"
          style={{ height: virtualizer.getTotalSize() }}
          onKeyDown={onKeyDown}
          onFocus={() => (hadFocus.current = true)}
          onBlur={({ relatedTarget }) => {
            if (relatedTarget !== null) hadFocus.current = false
          }}
        >
          {virtualizer.getVirtualItems().flatMap((row) =>
            clients.slice(row.index * columns, (row.index + 1) * columns).map((client, column) => {
              const index = row.index * columns + column
              return (
                <ClientItem
                  key={client.id}
                  client={client}
                  isGrid={isGrid}
                  index={index}
                  total={clients.length}
                  isTabStop={index === focusable}
                  onFocus={setActive}
                  widthPx={cardWidthPx}
                  heightPx={isGrid ? rowHeightPx - GAP_PX : rowHeightPx}
                  xPx={column * (cardWidthPx + GAP_PX)}
                  yPx={row.start}
                />
              )
            }),
          )}
        </ul>
      </div>
    </div>
  )
}

interface ItemProps {
  readonly client: ClientSummary
  readonly isGrid: boolean
  readonly index: number
  readonly total: number
  readonly isTabStop: boolean
  readonly onFocus: (index: number) => void
  readonly widthPx: number
  readonly heightPx: number
  readonly xPx: number
  readonly yPx: number
}

/** Remembered between renders: scrolling renders only what comes into sight. */
const ClientItem = memo(function ClientItem(props: ItemProps) {
  const { client, isGrid, index, total, isTabStop, onFocus, widthPx, heightPx, xPx, yPx } = props
  return (
    <li
      className="clients-list__item"
      aria-posinset={index + 1}
      aria-setsize={total}
      style={{ width: widthPx, height: heightPx, transform: `translate(${xPx}px, ${yPx}px)` }}
    >
      <Link
        to="/clients/$clientId"
        params={{ clientId: client.id }}
        className={isGrid ? 'client-card' : 'client-row'}
        data-index={index}
        tabIndex={isTabStop ? 0 : -1}
        onFocus={() => onFocus(index)}
      >
        {isGrid ? <CardContent client={client} /> : <RowContent client={client} />}
      </Link>
    </li>
  )
})

function RowContent({ client }: { readonly client: ClientSummary }) {
  return (
    <>
      <span className="client-row__cover">
        <Thumb photo={client.coverPhoto} alt="" />
      </span>
      <span className="client-row__name ellipsis" title={client.name}>
        {client.name}
      </span>
      <span className="clients-list__views ellipsis">
        <span className="visually-hidden">, views: </span>
        {VIEWS.filter((view) => client.views.includes(view))
          .map(viewWords)
          .join(', ')}
        <span className="visually-hidden">, </span>
      </span>
      <span className="clients-list__number figures">
        {client.visits}
        <span className="visually-hidden">{client.visits === 1 ? ' visit, ' : ' visits, '}</span>
      </span>
      <span className="clients-list__number figures">
        {client.photos}
        <span className="visually-hidden">{client.photos === 1 ? ' photo, ' : ' photos, '}</span>
      </span>
      <span className="client-row__date clients-list__first figures">
        <span className="visually-hidden">first visit </span>
        {client.firstDate === null ? 'Not known' : formatDate(client.firstDate)}
      </span>
      <span className="client-row__date figures">
        <span className="visually-hidden">, last visit </span>
        {client.lastDate === null ? 'Not known' : formatDate(client.lastDate)}
      </span>
    </>
  )
}

function CardContent({ client }: { readonly client: ClientSummary }) {
  return (
    <>
      <span className="client-card__cover">
        <Thumb photo={client.coverPhoto} alt="" />
      </span>
      <span className="client-card__words">
        <span className="client-card__name ellipsis" title={client.name}>
          {client.name}
        </span>
        <span className="client-card__facts ellipsis figures">
          {count(client.visits, 'visit')} · {count(client.photos, 'photo')}
        </span>
        <span className="client-card__facts ellipsis figures">
          {client.lastDate === null ? 'Last visit not known' : `Last visit ${formatDate(client.lastDate)}`}
        </span>
      </span>
    </>
  )
}

function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [widthPx, setWidthPx] = useState(0)
  useLayoutEffect(() => {
    const watched = element.current
    if (watched === null) return undefined
    const observer = new ResizeObserver(([entry]) => setWidthPx(entry?.contentRect.width ?? 0))
    observer.observe(watched)
    return () => observer.disconnect()
  }, [element])
  return widthPx
}
