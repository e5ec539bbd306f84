import type { KeyboardEvent } from 'react'
import type { Side } from '../../../domain/viewer/landmark-editing.ts'
import { landmarkColour } from '../landmark-colour.ts'

/** How a key moves a marker: none, in photo pixels, or something else to do. */
export type MarkerKey =
  | { readonly kind: 'nudge'; readonly dx: number; readonly dy: number }
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'remove' }
  | { readonly kind: 'continue' }

interface Props {
  readonly index: number
  readonly side: Side
  readonly isSelected: boolean
  readonly onFocus: () => void
  readonly onBlur: () => void
  /** Answers whether the key was used. */
  readonly onKey: (key: MarkerKey) => boolean
}

/** Photo pixels an arrow key moves a marker: a tenth alone, one with Shift, ten with Ctrl. */
const NUDGE_PX = { plain: 0.1, shift: 1, control: 10 } as const

/** A numbered point on a photo; the pane places it. */
export function LandmarkMarker({ index, side, isSelected, onFocus, onBlur, onKey }: Props) {
  const colour = landmarkColour(index)
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = readKey(event)
    if (key === null || !onKey(key)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <button
      type="button"
      className="marker"
      data-marker={index}
      data-selected={isSelected}
      aria-label={`Point ${index + 1} in the ${side} photo`}
      aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown Delete"
      style={{ color: colour }}
      onFocus={onFocus}
      onBlur={onBlur}
      onKeyDown={onKeyDown}
    >
      <span className="marker__ring" aria-hidden />
      <span className="marker__number" style={{ backgroundColor: colour }} aria-hidden>
        {index + 1}
      </span>
    </button>
  )
}

function readKey(event: KeyboardEvent): MarkerKey | null {
  const step = event.ctrlKey ? NUDGE_PX.control : event.shiftKey ? NUDGE_PX.shift : NUDGE_PX.plain
  switch (event.key) {
    case 'ArrowLeft':
      return { kind: 'nudge', dx: -step, dy: 0 }
    case 'ArrowRight':
      return { kind: 'nudge', dx: step, dy: 0 }
    case 'ArrowUp':
      return { kind: 'nudge', dx: 0, dy: -step }
    case 'ArrowDown':
      return { kind: 'nudge', dx: 0, dy: step }
    case 'Tab':
      return { kind: 'step', by: event.shiftKey ? -1 : 1 }
    case 'Delete':
    case 'Backspace':
      return { kind: 'remove' }
    case 'Enter':
      return { kind: 'continue' }
    default:
      return null
  }
}
