import { useEffect } from 'react'

/** Ctrl+Z (or Cmd+Z) undoes, with Shift it redoes, as Ctrl+Y does; not while a text is typed. */
export function useUndoKeys(commands: { readonly undo: () => void; readonly redo: () => void }): void {
  const { undo, redo } = commands
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      if (
        event.target instanceof Element &&
        event.target.closest('input:not([type=range]):not([type=checkbox]), textarea')
      ) {
        return
      }
      const key = event.key.toLowerCase()
      if (key === 'z' && !event.shiftKey) undo()
      else if ((key === 'z' && event.shiftKey) || key === 'y') redo()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [undo, redo])
}
