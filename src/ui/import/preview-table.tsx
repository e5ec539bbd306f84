import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import type { ImportPreview } from '../../contract/imports.ts'
import { ClientCells, VisitCells } from './preview-cells.tsx'
import './preview-table.css'

type PreviewClient = ImportPreview['clients'][number]
type PreviewVisit = PreviewClient['visits'][number]

type Row =
  | { readonly kind: 'client'; readonly client: PreviewClient }
  | { readonly kind: 'visit'; readonly visit: PreviewVisit }

const CLIENT_HEIGHT_PX = 48
const VISIT_HEIGHT_PX = 36

/** Clients and their visits as they were read, with where each was read from; only rows in sight exist. */
export function PreviewTable({ clients }: { readonly clients: readonly PreviewClient[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(
    () =>
      clients.flatMap((client): Row[] => [
        { kind: 'client', client },
        ...client.visits.map((visit) => ({ kind: 'visit' as const, visit })),
      ]),
    [clients],
  )
  // oxlint-disable-next-line react/incompatible-library -- only the React Compiler minds, which is not used here
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'client' ? CLIENT_HEIGHT_PX : VISIT_HEIGHT_PX),
    overscan: 12,
  })
  return (
    <div className="preview-table" role="table" aria-label="What was read" aria-rowcount={rows.length + 1}>
      <div className="preview-table__head preview-table__columns" role="row" aria-rowindex={1}>
        <span role="columnheader">Visit</span>
        <span role="columnheader">What</span>
        <span role="columnheader">Phase</span>
        <span role="columnheader">Views</span>
        <span role="columnheader" className="preview-table__number">
          Photos
        </span>
      </div>
      {/* Scrolled with the keyboard, so it has to be reached by Tab. */}
      <div className="preview-table__scroller" ref={scroller} role="rowgroup" tabIndex={0}>
        <div
          className="preview-table__rows"
          role="presentation"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            return (
              <div
                key={item.key}
                className={`preview-table__row preview-table__row--${row.kind} preview-table__columns`}
                role="row"
                aria-rowindex={item.index + 2}
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                {row.kind === 'client' ? (
                  <ClientCells client={row.client} />
                ) : (
                  <VisitCells visit={row.visit} />
                )}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
