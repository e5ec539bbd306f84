import { ProgressBar } from 'react-aria-components'
import './loading.css'

/** A quiet sign that something is being fetched; it shows itself only after a moment. */
export function Loading({ words }: { readonly words: string }) {
  return (
    <ProgressBar aria-label={words} isIndeterminate className="loading">
      <span className="loading__ring" aria-hidden />
      <span>{words}</span>
    </ProgressBar>
  )
}
