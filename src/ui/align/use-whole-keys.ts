import { useEffect } from 'react'
import type { WholeStep } from '../../domain/viewer/whole-move.ts'

const STEPS: Readonly<Record<string, WholeStep>> = {
  a: 'left',
  d: 'right',
  w: 'up',
  s: 'down',
  q: 'anticlockwise',
  e: 'clockwise',
  f: 'smaller',
  r: 'larger',
}

/** W A S D move, Q E turn and R F size the after photo as a whole; with Shift in coarse steps. */
export function useWholeKeys(
  onStep: (step: WholeStep, options: { readonly isCoarse: boolean }) => void,
): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const step = STEPS[event.key.toLowerCase()]
      if (step === undefined || isTaken(event.target)) return
      onStep(step, { isCoarse: event.shiftKey })
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [onStep])
}

/** Where letters are typed or choose something. */
function isTaken(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea, select, [role=dialog], [role=listbox]',
    ) !== null
  )
}
