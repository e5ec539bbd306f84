import type { Page } from '@playwright/test'

/** Intervals between frames of a page while something was done. */
export interface FrameTimes {
  readonly frames: number
  readonly medianMs: number
  readonly p95Ms: number
  /** Frames that took longer than 50 ms. */
  readonly longFrames: number
}

const LONG_FRAME_MS = 50

/** Measures the page's frame intervals while `act` runs. */
export async function recordFrames(page: Page, act: () => Promise<void>): Promise<FrameTimes> {
  const recording = await page.evaluateHandle(() => {
    const intervals: number[] = []
    let last = performance.now()
    const state = { isOn: true }
    const tick = (now: number): void => {
      intervals.push(now - last)
      last = now
      if (state.isOn) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
    return { intervals, state }
  })
  await act()
  const intervals = await recording.evaluate(({ intervals, state }) => {
    state.isOn = false
    // The first interval began before the recording.
    return intervals.slice(1).sort((a, b) => a - b)
  })
  const at = (share: number): number => intervals[Math.floor(share * (intervals.length - 1))] ?? Number.NaN
  return {
    frames: intervals.length,
    medianMs: at(0.5),
    p95Ms: at(0.95),
    longFrames: intervals.filter((interval) => interval > LONG_FRAME_MS).length,
  }
}
