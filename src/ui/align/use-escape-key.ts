import { useEffect, useEffectEvent } from 'react'

/** Where Escape closes what is open. */
const CLOSERS = '[role="dialog"], [role="listbox"], [role="menu"]'
const TEXT_FIELDS = 'input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea'

/** Escape leaves the field in which one types, else runs; it listens on the way down, because react-aria's controls stop it on its way up. */
export function useEscapeKey(onEscape: () => void): void {
  const run = useEffectEvent(onEscape)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, target } = event
      if (key !== 'Escape' || !(target instanceof HTMLElement) || target.closest(CLOSERS) !== null) return
      if (target.matches(TEXT_FIELDS)) target.blur()
      else run()
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}
