import { useState, type KeyboardEvent } from 'react'
import { useArrowsInto } from '../app/use-arrows-into.ts'

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

interface ArrowKeys {
  /** The place that Tab leads to. */
  readonly current: string
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  readonly onFocus: (event: { readonly target: EventTarget }) => void
}

/**
 * Arrow keys between elements marked `data-place="row:column"` below one element; of these only `current` is reached by
 * Tab, or by an arrow key while the focus is nowhere. An empty place is jumped over.
 */
export function useArrowKeys(first: string): ArrowKeys {
  const [last, setLast] = useState<string | null>(null)
  const current = last ?? first
  useArrowsInto(() => document.querySelector<HTMLElement>(`[data-place="${current}"]`)?.focus())
  return {
    current,
    onFocus: ({ target }) => {
      const place = target instanceof HTMLElement ? target.dataset['place'] : undefined
      if (place !== undefined) setLast(place)
    },
    onKeyDown: (event) => {
      const step = STEPS[event.key]
      const from = event.target instanceof HTMLElement ? event.target.dataset['place'] : undefined
      if (step === undefined || from === undefined) return
      const next = nextPlace(event.currentTarget, from, step)
      event.preventDefault()
      next?.focus()
    },
  }
}

/** The nearest marked element in a direction: in its own row or column before any other. */
function nextPlace(
  within: HTMLElement,
  from: string,
  [rowStep, columnStep]: readonly [number, number],
): HTMLElement | null {
  const [fromRow = 0, fromColumn = 0] = from.split(':').map(Number)
  let best: { readonly element: HTMLElement; readonly cost: number } | null = null
  for (const element of within.querySelectorAll<HTMLElement>('[data-place]')) {
    const [row = 0, column = 0] = (element.dataset['place'] ?? '').split(':').map(Number)
    const along = rowStep === 0 ? (column - fromColumn) * columnStep : (row - fromRow) * rowStep
    const aside = rowStep === 0 ? Math.abs(row - fromRow) : Math.abs(column - fromColumn)
    // Left and right stay in their row.
    if (along <= 0 || (rowStep === 0 && aside > 0)) continue
    const cost = along * 1000 + aside
    if (best === null || cost < best.cost) best = { element, cost }
  }
  return best?.element ?? null
}
