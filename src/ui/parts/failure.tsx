import { TriangleAlert } from 'lucide-react'
import type { AppError } from '../../contract/errors.ts'
import { ButtonLink } from './button-link.tsx'
import { Button } from './button.tsx'
import { EmptyState } from './empty-state.tsx'
import { errorWords } from './error-words.ts'

/** A failure in the user's words: what happened, what was kept, what to do next. */
export function Failure({ error, onRetry }: { readonly error: AppError; readonly onRetry?: () => void }) {
  const words = errorWords(error.code)
  // What is gone stays gone; the clients are the way on.
  const isGone = error.code === 'not-found'
  return (
    <div role="alert">
      <EmptyState
        icon={<TriangleAlert size={24} />}
        title={words.what}
        actions={
          isGone ? (
            <ButtonLink link={{ to: '/' }}>To the clients</ButtonLink>
          ) : onRetry === undefined ? undefined : (
            <>
              <Button onPress={onRetry}>Try again</Button>
              {error.code === 'catalogue-damaged' ? (
                <ButtonLink link={{ to: '/settings' }}>Restore a backup</ButtonLink>
              ) : null}
            </>
          )
        }
      >
        <p>
          {words.kept} {words.next}
        </p>
      </EmptyState>
    </div>
  )
}
