import { useEffect } from 'react'
import type { StageControl } from './stage/stage-control.ts'
import { viewerStore } from './viewer-store.ts'

/** What the keys do beside moving the stage. */
interface Commands {
  step(side: 'before' | 'after', by: 1 | -1): void
  toggleClientView(): void
  leaveClientView(): void
}

const ZOOM_STEP = 1.25
const PAN_STEP_PX = 64
const WIPE_STEP = 0.01

/** The keys of the compare screen, wherever the focus is, except where a control or a dialog needs them itself. */
export function useCompareKeys(control: () => StageControl | null, commands: Commands): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const stage = control()
      if (stage === null || event.defaultPrevented || isTaken(event)) return
      const wasUsed = event.shiftKey && event.key.startsWith('Arrow') ? pan(stage, event) : run(stage, event)
      if (!wasUsed) return
      event.preventDefault()
      event.stopPropagation()
    }
    const onKeyUp = (event: KeyboardEvent): void => {
      if (event.key === ' ') control()?.holdBefore(false)
    }

    const run = (stage: StageControl, event: KeyboardEvent): boolean => {
      // AltGr counts as Ctrl and Alt: on some keyboards it is the only way to a bracket.
      const isPlainAlt = event.altKey && !event.ctrlKey
      if (event.key === '[' || event.code === 'BracketLeft') {
        commands.step(isPlainAlt ? 'before' : 'after', -1)
        return true
      }
      if (event.key === ']' || event.code === 'BracketRight') {
        commands.step(isPlainAlt ? 'before' : 'after', 1)
        return true
      }
      if (event.altKey || event.ctrlKey || event.metaKey) return false
      switch (event.key.length === 1 ? event.key.toLowerCase() : event.key) {
        case '+':
        case '=':
          stage.zoomBy(ZOOM_STEP)
          return true
        case '-':
          stage.zoomBy(1 / ZOOM_STEP)
          return true
        case '0':
          stage.fit()
          return true
        case '1':
          stage.actualSize()
          return true
        case ' ':
          if (isOnButton(event)) return false
          stage.holdBefore(true)
          return true
        case 'x':
          stage.swap()
          return true
        case 'b':
          stage.toggleBlink()
          return true
        case 'd':
          stage.toggleDifference()
          return true
        case 'l':
          viewerStore.setState({ isLoupeOn: !viewerStore.getState().isLoupeOn })
          return true
        case 'v':
          stage.toggleOrientation()
          return true
        case 'c':
          stage.toggleCropped()
          return true
        case 'u':
          stage.toggleLinked()
          return true
        case 'f':
          commands.toggleClientView()
          return true
        case 'Escape':
          commands.leaveClientView()
          return false
        case 'ArrowLeft':
        case 'ArrowRight':
          if (!isOnStage(event) || viewerStore.getState().mode !== 'wipe') return false
          stage.moveDividerShare(event.key === 'ArrowRight' ? WIPE_STEP : -WIPE_STEP)
          return true
        default:
          return false
      }
    }

    // On the way down: react-aria's controls stop some keys on their way up.
    window.addEventListener('keydown', onKeyDown, { capture: true })
    window.addEventListener('keyup', onKeyUp, { capture: true })
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true })
      window.removeEventListener('keyup', onKeyUp, { capture: true })
    }
  }, [control, commands])
}

function pan(stage: StageControl, event: KeyboardEvent): boolean {
  if (!isOnStage(event) || event.altKey || event.ctrlKey || event.metaKey) return false
  // The arrow says where to look, so the photo moves the other way.
  const dx = event.key === 'ArrowLeft' ? 1 : event.key === 'ArrowRight' ? -1 : 0
  const dy = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
  stage.panBy(dx * PAN_STEP_PX, dy * PAN_STEP_PX)
  return true
}

/** True where a text is typed or a dialog, menu or list is open. */
function isTaken(event: KeyboardEvent): boolean {
  return closest(
    event,
    'input:not([type=range]), textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]',
  )
}

/** True where Space does something already; choosing the mode that is chosen is nothing. */
function isOnButton(event: KeyboardEvent): boolean {
  return closest(event, 'button:not([role=radio][aria-checked=true]), a, input')
}

/** True where no control has the focus that uses arrow keys itself. */
function isOnStage(event: KeyboardEvent): boolean {
  return !closest(event, 'button, input, a, [role=radiogroup], [role=toolbar], [role=slider]')
}

function closest(event: KeyboardEvent, selector: string): boolean {
  return event.target instanceof Element && event.target.closest(selector) !== null
}
