import { useState } from 'react'
import type { ClientSummary } from '../../contract/clients.ts'
import { useCallMutation } from '../app/call-query.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { errorWords } from '../parts/error-words.ts'
import { TextField } from '../parts/text-field.tsx'
import { toast } from '../parts/toast.ts'

interface Props {
  readonly client: ClientSummary
  readonly onClose: () => void
}

const MAX_LENGTH = 200

/** Another name for a client; can be undone from the message that follows. */
export function RenameDialog({ client, onClose }: Props) {
  const [name, setName] = useState(client.name)
  const rename = useCallMutation('clients.rename', {
    invalidates: ['clients.list', 'clients.get', 'photos.list', 'photos.get'],
  })
  const trimmed = name.trim()
  const isUsable = trimmed !== '' && trimmed.length <= MAX_LENGTH

  const save = (): void => {
    if (!isUsable) return
    if (trimmed === client.name) {
      onClose()
      return
    }
    rename.mutate(
      { id: client.id, name: trimmed },
      {
        onSuccess: () => {
          toast(`Renamed to ${trimmed}`, {
            action: {
              words: 'Undo',
              run: () =>
                rename.mutate(
                  { id: client.id, name: client.name },
                  { onError: (error) => toast(`${errorWords(error.code).what}.`, { kind: 'failed' }) },
                ),
            },
          })
          onClose()
        },
      },
    )
  }

  const problem =
    rename.error === null
      ? undefined
      : `${errorWords(rename.error.code).what}. ${errorWords(rename.error.code).next}`
  return (
    <Dialog
      title="Rename client"
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" onPress={save} isDisabled={!isUsable || rename.isPending}>
            Rename
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          maxLength={MAX_LENGTH}
          autoFocus
          {...(problem === undefined ? {} : { problem })}
        />
      </form>
    </Dialog>
  )
}
