import { useNavigate } from '@tanstack/react-router'
import { FolderInput } from 'lucide-react'
import { useEffect, useState } from 'react'
import { desktop } from '../app/desktop.ts'
import { toast } from '../parts/toast.ts'
import { setFolder } from './folder-choice.ts'
import { useImportJob } from './import-job.tsx'
import './folder-drop.css'

/** A folder that is dropped anywhere on the window is looked at as if it had been chosen; it is not imported yet. */
export function FolderDrop() {
  const [isOver, setOver] = useState(false)
  const navigate = useNavigate()
  const { state, reset } = useImportJob()
  const isRunning = state.kind === 'running'

  useEffect(() => {
    const onDrop = (event: DragEvent): void => {
      setOver(false)
      if (!bringsFiles(event)) return
      // Or the window would leave for the file.
      event.preventDefault()
      const answer = droppedFolder(event)
      if (answer.kind === 'refused') {
        toast(answer.words, { kind: 'failed' })
        return
      }
      if (isRunning) {
        toast('An import is running. Wait for it or cancel it, then drop the folder again.', {
          kind: 'failed',
        })
        return
      }
      reset()
      setFolder(answer.folder)
      void navigate({ to: '/import' })
    }
    const onOver = (event: DragEvent): void => {
      if (!bringsFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    }
    const onLeave = (event: DragEvent): void => {
      // Leaving one element for another within the window is no leaving.
      if (event.relatedTarget === null) setOver(false)
    }
    window.addEventListener('dragover', onOver)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [isRunning, navigate, reset])

  if (!isOver) return null
  return (
    <div className="folder-drop" aria-hidden>
      <p className="folder-drop__words">
        <FolderInput size={22} />
        Drop a folder to see what is in it
      </p>
    </div>
  )
}

const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

type Dropped =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'refused'; readonly words: string }

function droppedFolder({ dataTransfer }: DragEvent): Dropped {
  const bridge = desktop()
  if (bridge === null) {
    return {
      kind: 'refused',
      words:
        'A browser does not say where a folder is. Choose it with “Choose a folder” on the import screen.',
    }
  }
  const items = [...(dataTransfer?.items ?? [])]
  const at = items.findIndex((item) => item.webkitGetAsEntry()?.isDirectory === true)
  const file = items[at]?.getAsFile()
  const folder = file === null || file === undefined ? null : bridge.pathOfFile(file)
  if (folder === null) return { kind: 'refused', words: 'Drop a folder of photos, not single files.' }
  if (items.length > 1)
    return { kind: 'refused', words: 'Drop one folder at a time; an outer folder may hold all clients.' }
  return { kind: 'folder', folder }
}
