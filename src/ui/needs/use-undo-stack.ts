import { useCallback, useRef, useState } from 'react'

interface Step<Place> {
  readonly place: Place
  readonly run: () => Promise<void>
}

/** What was done last can be taken back, step by step, as long as the screen is open. */
export function useUndoStack<Place>(): {
  readonly depth: number
  readonly push: (step: Step<Place>) => void
  /** Takes the last step back; answers where it had been done, or null where there is none. */
  readonly undo: () => Promise<Place | null>
} {
  const steps = useRef<Step<Place>[]>([])
  const [depth, setDepth] = useState(0)
  const push = useCallback((step: Step<Place>) => {
    steps.current.push(step)
    setDepth(steps.current.length)
  }, [])
  const undo = useCallback(async (): Promise<Place | null> => {
    const step = steps.current.pop()
    setDepth(steps.current.length)
    if (step === undefined) return null
    try {
      await step.run()
    } catch (error) {
      steps.current.push(step)
      setDepth(steps.current.length)
      throw error
    }
    return step.place
  }, [])
  return { depth, push, undo }
}
