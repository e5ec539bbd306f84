import { Download, TriangleAlert } from 'lucide-react'
import type { LongCallState } from '../app/use-long-call.ts'
import { Button } from '../parts/button.tsx'
import { errorWords } from '../parts/error-words.ts'
import { ProgressView } from '../parts/progress-view.tsx'

interface Props {
  readonly state: Exclude<LongCallState<'exports.create'>, { readonly kind: 'done' }>
  readonly onCancel: () => void
  readonly onSave: () => void
}

/** The button that makes the picture, its progress, and the reason where it failed. */
export function ExportProgress({ state, onCancel, onSave }: Props) {
  if (state.kind === 'running') {
    return (
      <ProgressView
        title="Making the picture"
        progress={state.progress}
        isCancelling={state.isCancelling}
        onCancel={onCancel}
      />
    )
  }
  const words =
    state.kind === 'failed' && state.error.code !== 'cancelled' ? errorWords(state.error.code) : null
  return (
    <>
      {words === null ? null : (
        <p className="export__failure" role="alert">
          <TriangleAlert size={16} aria-hidden />
          <span>
            <strong>{words.what}.</strong> {words.kept} {words.next}
          </span>
        </p>
      )}
      <Button
        look="primary"
        size="large"
        isWide
        icon={<Download size={16} />}
        onPress={onSave}
        // Also when it comes back after a failure: else the focus would stay on Close.
        autoFocus
      >
        Save picture
      </Button>
    </>
  )
}
