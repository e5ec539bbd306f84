import { useCallback, useEffect, useState, type RefObject } from 'react'
import { desktop } from '../app/desktop.ts'

/** The stage alone on the whole screen: what a client may see over the practitioner's shoulder. */
export interface ClientView {
  readonly isOn: boolean
  readonly toggle: () => void
  readonly leave: () => void
}

/** Switches the client view; while it is on, everything outside `stage` can be neither reached nor read aloud. */
export function useClientView(stage: RefObject<HTMLElement | null>): ClientView {
  const [isOn, setOn] = useState(false)

  useEffect(() => {
    if (!isOn) return undefined
    const restore = makeOutsideInert(stage.current)
    void enterFullScreen()
    // The browser's own way out (Esc, F11) leaves the client view too.
    const onChange = (): void => {
      if (desktop() === null && document.fullscreenElement === null) setOn(false)
    }
    document.addEventListener('fullscreenchange', onChange)
    return () => {
      document.removeEventListener('fullscreenchange', onChange)
      restore()
      void leaveFullScreen()
    }
  }, [isOn, stage])

  const toggle = useCallback(() => setOn((now) => !now), [])
  const leave = useCallback(() => setOn(false), [])
  return { isOn, toggle, leave }
}

async function enterFullScreen(): Promise<void> {
  const shell = desktop()
  if (shell !== null) return shell.setFullScreen(true)
  try {
    await document.documentElement.requestFullscreen()
  } catch (error) {
    // A browser may refuse (no gesture, an embedded page) with a TypeError: the stage still fills the window.
    if (!(error instanceof TypeError)) throw error
  }
}

async function leaveFullScreen(): Promise<void> {
  const shell = desktop()
  if (shell !== null) return shell.setFullScreen(false)
  if (document.fullscreenElement !== null) await document.exitFullscreen()
}

/** Makes every sibling on the way up to the body inert; answers how to undo it. */
function makeOutsideInert(element: HTMLElement | null): () => void {
  const made: HTMLElement[] = []
  for (let inside = element; inside !== null && inside !== document.body; inside = inside.parentElement) {
    for (const sibling of inside.parentElement?.children ?? []) {
      // What announces or explains (toasts, tooltips) lies in the body itself and stays.
      if (sibling === inside || !(sibling instanceof HTMLElement) || sibling.inert) continue
      if (sibling.parentElement === document.body) continue
      sibling.inert = true
      made.push(sibling)
    }
  }
  return () => made.forEach((sibling) => (sibling.inert = false))
}
