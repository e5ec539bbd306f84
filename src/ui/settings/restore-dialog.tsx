import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AppError } from '../../contract/errors.ts'
import type { Backup } from '../../contract/upkeep.ts'
import { useCall } from '../app/backend-context.tsx'
import { forgetWork } from '../app/current-work.ts'
import { Button } from '../parts/button.tsx'
import { count, formatMoment } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { errorWords } from '../parts/error-words.ts'
import { toast } from '../parts/toast.ts'
import './settings-screen.css'

interface Props {
  readonly backup: Backup
  readonly onClose: () => void
}

/** Says what going back to a backup means, before it is done. */
export function RestoreDialog({ backup, onClose }: Props) {
  const call = useCall()
  const cache = useQueryClient()
  const restore = useMutation<{ readonly photos: number }, AppError>({
    mutationFn: async () => {
      await call('catalogue.restore', { file: backup.file })
      return call('catalogue.reopen', {})
    },
    onSuccess: ({ photos }) => {
      forgetWork()
      // Not one answer of the former catalogue is true of this one.
      void cache.resetQueries()
      toast(`Restored: ${count(photos, 'photo')} as of ${formatMoment(backup.madeAt)}`)
      onClose()
    },
  })
  const problem = restore.error === null ? null : errorWords(restore.error.code)
  return (
    <Dialog
      title={`Go back to ${formatMoment(backup.madeAt)}?`}
      isOpen
      isDismissable={!restore.isPending}
      onOpenChange={(isOpen) => {
        if (!isOpen && !restore.isPending) onClose()
      }}
      actions={
        <>
          <Button onPress={onClose} isDisabled={restore.isPending} autoFocus>
            Keep the catalogue as it is
          </Button>
          <Button look="primary" onPress={() => restore.mutate()} isDisabled={restore.isPending}>
            {restore.isPending ? 'Restoring …' : 'Restore this backup'}
          </Button>
        </>
      }
    >
      <div className="restore">
        <p>
          The catalogue goes back to how it was then. What was done since – imports, corrections, points,
          regions – is not in it; photos that came in since are found again by looking again in their folders.
        </p>
        <p>
          The catalogue as it is now is kept among the backups, so that you can come back to it. Your photo
          files are not touched.
        </p>
        {problem === null ? null : (
          <p className="restore__problem" role="alert">
            {problem.what}. {problem.kept} {problem.next}
          </p>
        )}
      </div>
    </Dialog>
  )
}
