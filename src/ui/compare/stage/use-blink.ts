import { useEffect } from 'react'
import { useViewer, viewerStore } from '../viewer-store.ts'

/** Half a period of 1 Hz: two changes a second stay well below three flashes (WCAG 2.3.1). */
const HALF_PERIOD_MS = 500

/** Changes between before and after while the blink runs. */
export function useBlink(): void {
  const isRunning = useViewer((state) => state.mode === 'blink' && state.isBlinking)
  useEffect(() => {
    if (!isRunning) return undefined
    const timer = setInterval(() => {
      const { blinkShows } = viewerStore.getState()
      viewerStore.setState({ blinkShows: blinkShows === 'before' ? 'after' : 'before' })
    }, HALF_PERIOD_MS)
    return () => clearInterval(timer)
  }, [isRunning])
}
