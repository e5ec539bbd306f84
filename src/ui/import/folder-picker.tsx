import { CancelledError, useQueryClient } from '@tanstack/react-query'
import { CornerLeftUp, Folder } from 'lucide-react'
import { useEffect, useState } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import { AppError } from '../../contract/errors.ts'
import { useCall } from '../app/backend-context.tsx'
import { callQuery, useCallQuery } from '../app/call-query.ts'
import { Button } from '../parts/button.tsx'
import { count } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { errorWords } from '../parts/error-words.ts'
import { IconButton } from '../parts/icon-button.tsx'
import { TextField } from '../parts/text-field.tsx'
import { folderName } from './folder-name.ts'
import './folder-picker.css'

interface Props {
  readonly onChoose: (folder: string) => void
  readonly onClose: () => void
}

/** Chooses a folder of this machine where no system dialog is at hand: in a browser. */
export function FolderPicker({ onChoose, onClose }: Props) {
  const call = useCall()
  const cache = useQueryClient()
  const [current, setCurrent] = useState<string | null>(null)
  // What is being typed; null while the field follows the folder that is shown.
  const [typed, setTyped] = useState<string | null>(null)
  const [failure, setFailure] = useState<AppError | null>(null)
  const { data: shown, error: firstError } = useCallQuery(
    'folders.list',
    current === null ? {} : { folder: current },
  )
  // Folders change behind our back: the next time they are looked up anew.
  useEffect(() => () => cache.removeQueries({ queryKey: ['folders.list'] }), [cache])

  // The former folder stays in sight until the next one could be read.
  const go = async (folder: string): Promise<void> => {
    try {
      await cache.fetchQuery({ ...callQuery(call, 'folders.list', { folder }), staleTime: 0 })
      setFailure(null)
      setTyped(null)
      setCurrent(folder)
    } catch (error) {
      // Closed before the answer came.
      if (error instanceof CancelledError) return
      if (!(error instanceof AppError)) throw error
      setFailure(error)
    }
  }
  const error = failure ?? firstError
  const problem =
    error === null ? undefined : `${errorWords(error.code).what}. ${errorWords(error.code).next}`
  return (
    <Dialog
      title="Choose a folder"
      isOpen
      size="wide"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      actions={
        <>
          <span className="folder-picker__photos" role="status">
            {shown === undefined ? '' : photosWords(shown)}
          </span>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            look="primary"
            // Until a typed folder could be read, the one shown is not the one that is meant.
            isDisabled={shown === undefined || typed !== null}
            onPress={() => {
              if (shown !== undefined) onChoose(shown.folder)
            }}
          >
            {shown === undefined ? 'Choose' : `Choose “${folderName(shown.folder)}”`}
          </Button>
        </>
      }
    >
      <form
        className="folder-picker__path"
        onSubmit={(event) => {
          event.preventDefault()
          if (typed !== null && typed.trim() !== '') void go(typed.trim())
        }}
      >
        <IconButton
          label="Up one folder"
          icon={<CornerLeftUp size={16} />}
          isDisabled={shown === undefined || shown.parent === null}
          onPress={() => {
            if (shown !== undefined && shown.parent !== null) void go(shown.parent)
          }}
        />
        <div className="folder-picker__field">
          <TextField
            label="Folder"
            isLabelHidden
            value={typed ?? shown?.folder ?? ''}
            onChange={setTyped}
            {...(problem === undefined ? {} : { problem })}
          />
        </div>
      </form>
      <ListBox
        className="folder-picker__folders"
        aria-label="Folders in here"
        items={shown?.folders ?? []}
        onAction={(key) => void go(String(key))}
        renderEmptyState={() => (
          <p className="folder-picker__none">{shown === undefined ? '' : 'No folders in here.'}</p>
        )}
      >
        {(folder) => (
          <ListBoxItem id={folder.path} textValue={folder.name} className="choices__item">
            <Folder size={16} aria-hidden />
            <span className="choices__words ellipsis">{folder.name}</span>
          </ListBoxItem>
        )}
      </ListBox>
    </Dialog>
  )
}

function photosWords(shown: { readonly photoFiles: number; readonly folders: readonly unknown[] }): string {
  const photos = shown.photoFiles === 0 ? 'No photos' : count(shown.photoFiles, 'photo')
  return `${photos} directly in here, ${count(shown.folders.length, 'folder')}`
}
