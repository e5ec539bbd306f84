/** What the desktop shell offers the interface beside the backend: dialogs and the file manager. Absent in a browser tab. */
export interface DesktopBridge {
  /** For photos where nothing else is said. */
  chooseFolder(purpose?: 'photos' | 'backups'): Promise<string | null>
  chooseSaveFile(options: { readonly suggestedName: string }): Promise<string | null>
  /** Shows a file that this program wrote in the system's file manager. */
  revealFile(file: string): Promise<void>
  /** Where a file or folder that was dropped on the window stands; null where it is none of this machine's. */
  pathOfFile(file: unknown): string | null
  setFullScreen(isFullScreen: boolean): Promise<void>
}

/** The name under which the bridge stands on the window. */
export const BRIDGE_NAME = 'fadelineDesktop'

/** The message with which the preload hands the backend's port to the page; the port travels as its only transferable. */
export const PORT_MESSAGE = 'fadeline:backend-port'
