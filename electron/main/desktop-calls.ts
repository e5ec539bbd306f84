import { stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, shell, type IpcMainInvokeEvent } from 'electron'
import { CHANNELS } from '../preload/channels.ts'
import { isOwnSender } from './guard.ts'

/** Answers what the interface asks of the desktop: dialogs, the file manager, full screen. */
export function answerDesktopCalls(): void {
  answer(CHANNELS.chooseFolder, async (window, purpose) => {
    const { filePaths } = await dialog.showOpenDialog(window, {
      title: purpose === 'backups' ? 'Choose a folder for backups' : 'Choose a folder of photos',
      buttonLabel: 'Choose folder',
      properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
    })
    return filePaths[0] ?? null
  })

  // Not left to the system: on Linux it would be the folder that the program was started from.
  let pictureFolder = app.getPath('pictures')
  answer(CHANNELS.chooseSaveFile, async (window, suggestedName) => {
    const { filePath } = await dialog.showSaveDialog(window, {
      title: 'Save the picture',
      // The page says a name only; a folder in it is left out.
      defaultPath: join(pictureFolder, basename(String(suggestedName))),
      filters: [{ name: 'JPEG picture', extensions: ['jpg'] }],
      properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
    })
    if (filePath === '') return null
    pictureFolder = dirname(filePath)
    return filePath
  })

  answer(CHANNELS.revealFile, async (_window, file) => {
    const path = String(file)
    // Addresses of other machines would be asked for the user's credentials.
    if (!isAbsolute(path) || path.startsWith('\\\\') || path.startsWith('//'))
      throw new Error('Not a file of this machine')
    const found = await stat(path)
    if (!found.isFile()) throw new Error('Not a file')
    shell.showItemInFolder(path)
  })

  answer(CHANNELS.setFullScreen, (window, isFullScreen) => window.setFullScreen(isFullScreen === true))
}

function answer(channel: string, handle: (window: BrowserWindow, argument: unknown) => unknown): void {
  ipcMain.handle(channel, (event: IpcMainInvokeEvent, argument: unknown) => {
    const window = BrowserWindow.fromWebContents(event.sender)
    if (!isOwnSender(event) || window === null) throw new Error('Refused')
    return handle(window, argument)
  })
}
