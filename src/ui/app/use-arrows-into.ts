import { useEffect } from 'react'

const ARROWS = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'])

/** An arrow key leads into a screen's list while the focus is nowhere, as it is after a screen has opened. */
export function useArrowsInto(enter: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey
      if (!isPlain || !ARROWS.has(event.key) || document.activeElement !== document.body) return
      event.preventDefault()
      enter()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  })
}
