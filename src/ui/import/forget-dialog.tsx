import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { AppError } from '../../contract/errors.ts'
import { forgetWork } from '../app/current-work.ts'
import { Button } from '../parts/button.tsx'
import { count } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { errorWords } from '../parts/error-words.ts'
import { toast } from '../parts/toast.ts'
import './forget-dialog.css'

/** What forgetting photos came to. */
export interface Forgotten {
  readonly forgotten: number
  readonly kept: number
}

interface Props {
  readonly title: string
  /** What the button that does it says. */
  readonly does: string
  readonly isPending: boolean
  readonly error: AppError | null
  /** Does it and passes on what it came to. */
  readonly onForget: (onDone: (result: Forgotten) => void) => void
  /** Why photos may be kept all the same: because a picture was exported of them. */
  readonly keptWords: string
  readonly onClose: () => void
  /** What will be forgotten and what stays. */
  readonly children: ReactNode
}

/** Asks before photos are forgotten, and says afterwards what it came to. */
export function ForgetDialog(props: Props) {
  const { title, does, isPending, error, onForget, keptWords, onClose, children } = props
  const cache = useQueryClient()
  const forget = (): void =>
    onForget((result) => {
      // What the rail leads back to may be forgotten.
      forgetWork()
      void cache.invalidateQueries()
      toast(forgottenWords(result, keptWords))
      onClose()
    })
  return (
    <Dialog
      title={title}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      actions={
        <>
          <Button onPress={onClose} autoFocus>
            Keep everything
          </Button>
          <Button look="primary" onPress={forget} isDisabled={isPending}>
            {does}
          </Button>
        </>
      }
    >
      <div className="forget-dialog">
        {children}
        {error === null ? null : (
          <p className="forget-dialog__failure" role="alert">
            {errorWords(error.code).what}. {errorWords(error.code).kept} {errorWords(error.code).next}
          </p>
        )}
      </div>
    </Dialog>
  )
}

function forgottenWords({ forgotten, kept }: Forgotten, keptWords: string): string {
  const first =
    forgotten === 0
      ? 'No photo was forgotten.'
      : `${count(forgotten, 'photo')} forgotten; no file was touched.`
  return kept === 0 ? first : `${first} ${count(kept, 'photo')} kept, ${keptWords}.`
}
