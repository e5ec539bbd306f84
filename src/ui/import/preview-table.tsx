import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { ImportPreview } from '../../contract/imports.ts'
import type { SaidOfReading } from '../../contract/said.ts'
import { useArrowsInto } from '../app/use-arrows-into.ts'
import { stepInGrid } from '../clients/step-in-grid.ts'
import { CorrectClientDialog } from './correct-client-dialog.tsx'
import { CorrectVisitDialog } from './correct-visit-dialog.tsx'
import { ClientCells, VisitCells } from './preview-cells.tsx'
import './preview-table.css'

type PreviewClient = ImportPreview['clients'][number]
type PreviewVisit = PreviewClient['visits'][number]

type Row =
  | { readonly kind: 'client'; readonly client: PreviewClient }
  | { readonly kind: 'visit'; readonly client: string; readonly visit: PreviewVisit }

interface Props {
  readonly preview: ImportPreview
  readonly onSay: (said: readonly SaidOfReading[], words: string) => void
}

const CLIENT_HEIGHT_PX = 48
const VISIT_HEIGHT_PX = 36

/**
 * Clients and their visits as they were read, with where each was read from; only rows in sight exist. Arrow keys move, Enter
 * puts a row right.
 */
export function PreviewTable({ preview, onSay }: Props) {
  const { clients } = preview
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(
    () =>
      clients.flatMap((client): Row[] => [
        { kind: 'client', client },
        ...client.visits.map((visit) => ({ kind: 'visit' as const, client: client.name, visit })),
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
  const [active, setActive] = useState(0)
  const [corrected, setCorrected] = useState<Row | null>(null)
  const focusable = Math.min(active, rows.length - 1)
  const isFocusWanted = useRef(false)
  const focusWanted = (index: number): void => {
    const button = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)
    if (button === null || button === undefined) return
    isFocusWanted.current = false
    button.focus({ preventScroll: true })
  }
  // After every render, because the row may come into being only by scrolling.
  useEffect(() => {
    // What was put right may stand elsewhere now: then the row in its place takes the focus, not the page.
    const isLost = document.activeElement === document.body && isFocusWithin.current && corrected === null
    if (isFocusWanted.current || isLost) focusWanted(focusable)
  })
  const isFocusWithin = useRef(false)
  useArrowsInto(() => {
    isFocusWanted.current = true
    virtualizer.scrollToIndex(focusable)
    focusWanted(focusable)
  })
  const onKeyDown = (event: KeyboardEvent): void => {
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / VISIT_HEIGHT_PX) - 1)
    const next = stepInGrid(event.key, { index: focusable, columns: 1, count: rows.length, pageRows })
    if (next === null || next === 'above') return
    event.preventDefault()
    isFocusWanted.current = true
    setActive(next)
    virtualizer.scrollToIndex(next)
    focusWanted(next)
  }
  return (
    <div className="preview-table" role="table" aria-label="What was read" aria-rowcount={rows.length + 1}>
      <div className="preview-table__head preview-table__columns" role="row" aria-rowindex={1}>
        <span role="columnheader">
          <span className="visually-hidden">Photo</span>
        </span>
        <span role="columnheader">Visit</span>
        <span role="columnheader">What</span>
        <span role="columnheader">Phase</span>
        <span role="columnheader">Views</span>
        <span role="columnheader" className="preview-table__number">
          Photos
        </span>
      </div>
      <div
        className="preview-table__scroller"
        ref={scroller}
        role="rowgroup"
        onKeyDown={onKeyDown}
        onFocus={() => (isFocusWithin.current = true)}
        onBlur={({ relatedTarget }) => {
          if (relatedTarget !== null) isFocusWithin.current = false
        }}
      >
        <div
          className="preview-table__rows"
          role="presentation"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            const opener = {
              index: item.index,
              isTabStop: item.index === focusable,
              onFocus: setActive,
              onOpen: () => setCorrected(row),
            }
            return (
              <div
                key={item.key}
                className={`preview-table__row preview-table__row--${row.kind} preview-table__columns`}
                role="row"
                aria-rowindex={item.index + 2}
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                {row.kind === 'client' ? (
                  <ClientCells client={row.client} opener={opener} />
                ) : (
                  <VisitCells look={preview.look} visit={row.visit} opener={opener} />
                )}
              </div>
            )
          })}
        </div>
      </div>
      {corrected === null ? null : corrected.kind === 'client' ? (
        <CorrectClientDialog
          look={preview.look}
          client={corrected.client}
          names={clients.map(({ name }) => name)}
          onSay={onSay}
          onClose={() => setCorrected(null)}
        />
      ) : (
        <CorrectVisitDialog
          client={corrected.client}
          visit={corrected.visit}
          preview={preview}
          onSay={onSay}
          onClose={() => setCorrected(null)}
        />
      )}
    </div>
  )
}
