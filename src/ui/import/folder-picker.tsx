import { CornerLeftUp, Folder } from 'lucide-react'
import { useState } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import { useCallQuery } from '../app/call-query.ts'
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
  const [asked, setAsked] = useState<string | null>(null)
  // What is being typed; null while the field follows the folder that is shown.
  const [typed, setTyped] = useState<string | null>(null)
  const answer = useCallQuery('folders.list', asked === null ? {} : { folder: asked }, {
    keepsPrevious: true,
  })
  const shown = answer.data
  const go = (folder: string): void => {
    setTyped(null)
    setAsked(folder)
  }
  const problem =
    answer.error === null
      ? undefined
      : `${errorWords(answer.error.code).what}. ${errorWords(answer.error.code).next}`
  const canChoose = shown !== undefined && answer.error === null && !answer.isPlaceholderData
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
            {canChoose ? photosWords(shown) : ''}
          </span>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            look="primary"
            isDisabled={!canChoose}
            onPress={() => {
              if (shown !== undefined) onChoose(shown.folder)
            }}
          >
            {canChoose ? `Choose “${folderName(shown.folder)}”` : 'Choose'}
          </Button>
        </>
      }
    >
      <form
        className="folder-picker__path"
        onSubmit={(event) => {
          event.preventDefault()
          if (typed !== null && typed.trim() !== '') go(typed.trim())
        }}
      >
        <IconButton
          label="Up one folder"
          icon={<CornerLeftUp size={16} />}
          isDisabled={shown === undefined || shown.parent === null}
          onPress={() => {
            if (shown !== undefined && shown.parent !== null) go(shown.parent)
          }}
        />
        <div className="folder-picker__field">
          <TextField
            label="Folder"
            isLabelHidden
            value={typed ?? asked ?? shown?.folder ?? ''}
            onChange={setTyped}
            {...(problem === undefined ? {} : { problem })}
          />
        </div>
      </form>
      <ListBox
        className="folder-picker__folders"
        aria-label="Folders in here"
        items={shown?.folders ?? []}
        onAction={(key) => go(String(key))}
        renderEmptyState={() => (
          <p className="folder-picker__none">
            {answer.error === null && shown !== undefined ? 'No folders in here.' : ''}
          </p>
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
