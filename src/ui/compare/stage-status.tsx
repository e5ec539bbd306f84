import { modeWords } from './mode-switch.tsx'
import { useViewer } from './viewer-store.ts'

/** Says aloud what a person who does not see the stage would miss. */
export function StageStatus() {
  const mode = useViewer((state) => state.mode)
  const isBeforeHeld = useViewer((state) => state.isBeforeHeld)
  const isSwapped = useViewer((state) => state.isSwapped)
  return (
    <p className="visually-hidden" role="status">
      {isBeforeHeld ? 'Showing before only' : `${modeWords(mode)}${isSwapped ? ', after photo first' : ''}`}
    </p>
  )
}
