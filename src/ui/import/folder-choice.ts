import { create } from 'zustand'
import { desktop } from '../app/desktop.ts'

interface FolderChoice {
  /** The folder that is looked at, before it is imported. */
  readonly folder: string | null
  /** Whether the picker is open: in a browser, which has no dialog for folders. */
  readonly isPickerOpen: boolean
}

/** Which folder is about to be imported; kept while other screens are visited. */
export const useFolderChoice = create<FolderChoice>(() => ({ folder: null, isPickerOpen: false }))

/** Sets the folder to look at, or none. */
export function setFolder(folder: string | null): void {
  useFolderChoice.setState({ folder, isPickerOpen: false })
}

/** Opens or closes the picker. */
export function setPickerOpen(isPickerOpen: boolean): void {
  useFolderChoice.setState({ isPickerOpen })
}

/** Asks for a folder: by the system's dialog in the desktop app, by our own picker in a browser. */
export async function askForFolder(): Promise<void> {
  const bridge = desktop()
  if (bridge === null) {
    setPickerOpen(true)
    return
  }
  const folder = await bridge.chooseFolder()
  if (folder !== null) setFolder(folder)
}
