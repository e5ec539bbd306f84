import type { MissingPhoto } from '../../contract/missing.ts'
import { useCallMutation } from '../app/call-query.ts'
import { count } from '../parts/dates.ts'
import { ForgetDialog } from './forget-dialog.tsx'

interface Props {
  readonly photos: readonly MissingPhoto[]
  readonly onClose: () => void
}

/** Says what forgetting missing photos takes away, before it is done. */
export function ForgetMissingDialog({ photos, onClose }: Props) {
  const { mutate, isPending, error } = useCallMutation('missing.forget', { invalidates: [] })
  const photosWords = count(photos.length, 'missing photo')
  return (
    <ForgetDialog
      title={`Forget ${photosWords}?`}
      does={`Forget ${count(photos.length, 'photo')}`}
      isPending={isPending}
      error={error}
      keptWords="because they are there again or a picture was exported of them"
      onForget={(onSuccess) => mutate({ photos: photos.map(({ id }) => id) }, { onSuccess })}
      onClose={onClose}
    >
      <p>
        Fadeline forgets {photos.length === 1 ? 'it' : 'them'} with all work on{' '}
        {photos.length === 1 ? 'it' : 'them'}: views and phases you set, points, regions, measured fades, and
        the small pictures. This cannot be undone.
      </p>
      <p>If the files were only moved, keep everything and bring in the folder they are in now.</p>
    </ForgetDialog>
  )
}
