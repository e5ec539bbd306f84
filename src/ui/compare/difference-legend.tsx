import { useViewer } from './viewer-store.ts'
import './difference-legend.css'

/** What the colours of the heat map mean; without figures, so that it may be seen by a client. */
export function DifferenceLegend({ isAligned }: { readonly isAligned: boolean }) {
  const isShown = useViewer((state) => state.mode === 'difference' && !state.isBeforeHeld)
  if (!isShown) return null
  return (
    <div className="difference-legend">
      {isAligned ? (
        <>
          <span>Darker in the after photo</span>
          <span className="difference-legend__scale" aria-hidden />
          <span>lighter</span>
        </>
      ) : (
        <span>A difference can be shown once the two are aligned</span>
      )}
    </div>
  )
}
