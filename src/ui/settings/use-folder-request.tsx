import { useState, type ReactNode } from 'react'
import { desktop } from '../app/desktop.ts'
import { FolderPicker } from '../import/folder-picker.tsx'

/** Asks for a folder, by the system's dialog or by our own picker, which stands where `picker` is put. */
export function useFolderRequest(): {
  readonly ask: (onChoose: (folder: string) => void) => void
  readonly picker: ReactNode
} {
  // In an object, because a function given to a state setter would be called.
  const [request, setRequest] = useState<{ readonly onChoose: (folder: string) => void } | null>(null)
  const ask = (onChoose: (folder: string) => void): void => {
    const bridge = desktop()
    if (bridge === null) {
      setRequest({ onChoose })
      return
    }
    void bridge.chooseFolder('backups').then((folder) => {
      if (folder !== null) onChoose(folder)
    })
  }
  const picker =
    request === null ? null : (
      <FolderPicker
        onChoose={(folder) => {
          setRequest(null)
          request.onChoose(folder)
        }}
        onClose={() => setRequest(null)}
      />
    )
  return { ask, picker }
}
