import type { PastImport } from '../../contract/imports.ts'
import { useCallMutation } from '../app/call-query.ts'
import { count, formatMoment } from '../parts/dates.ts'
import { folderName } from './folder-name.ts'
import { ForgetDialog } from './forget-dialog.tsx'

interface Props {
  readonly past: PastImport
  readonly onClose: () => void
}

/** Says what undoing an import forgets and what stays, before it is done. */
export function UndoImportDialog({ past, onClose }: Props) {
  const { mutate, isPending, error } = useCallMutation('imports.undo', { invalidates: [] })
  const { id, added, edited, startedAt } = past
  const when = formatMoment(startedAt)
  return (
    <ForgetDialog
      title={`Undo the import of ${folderName(past.folder)}?`}
      does={added === 0 ? 'Undo the import' : `Forget ${count(added, 'photo')}`}
      isPending={isPending}
      error={error}
      keptWords="because a picture was exported of them"
      onForget={(onSuccess) => mutate({ id }, { onSuccess })}
      onClose={onClose}
    >
      <p>
        {added === 0
          ? `The import of ${when} added no photos. Fadeline forgets the copies of known photos that it found.`
          : `Fadeline forgets ${added === 1 ? 'the photo' : `the ${added.toLocaleString('en-GB')} photos`} that the import of ${when} added, with all work on ${added === 1 ? 'it' : 'them'}: views and phases you set, points, regions and measured fades.`}
      </p>
      {edited === 0 ? null : (
        <p>
          {count(edited, 'edit')} that it found {edited === 1 ? 'is' : 'are'} forgotten: the{' '}
          {edited === 1 ? 'photo is' : 'photos are'} shown as before, until the folder is imported again.
        </p>
      )}
      <p>
        The original files stay where they are, untouched.{' '}
        {added === 0
          ? ''
          : 'Importing the folder again brings the photos back, without that work. Photos of which a picture was exported stay.'}
      </p>
    </ForgetDialog>
  )
}
