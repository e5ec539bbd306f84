import { TriangleAlert } from 'lucide-react'
import type { AppError } from '../../contract/errors.ts'
import { Button } from './button.tsx'
import { EmptyState } from './empty-state.tsx'
import { errorWords } from './error-words.ts'

/** A failure in the user's words: what happened, what was kept, what to do next. */
export function Failure({ error, onRetry }: { readonly error: AppError; readonly onRetry?: () => void }) {
  const words = errorWords(error.code)
  return (
    <div role="alert">
      <EmptyState
        icon={<TriangleAlert size={24} />}
        title={words.what}
        {...(onRetry === undefined ? {} : { actions: <Button onPress={onRetry}>Try again</Button> })}
      >
        <p>
          {words.kept} {words.next}
        </p>
      </EmptyState>
    </div>
  )
}
