import { join } from 'node:path'
import { BrowserWindow, dialog } from 'electron'
import { WINDOW_OPEN_LINE } from '../../src/contract/launch-lines.ts'
import { APP_ORIGIN } from './own-address.ts'

/** Opens the program's window; it is shown when its first picture is drawn, so that it never flashes white. */
export function openMainWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: '#1c1c1c',
    title: 'Fadeline',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => {
    window.show()
    console.log(WINDOW_OPEN_LINE)
  })
  reloadAfterCrash(window)
  askBeforeLosingWork(window)
  void window.loadURL(`${APP_ORIGIN}/`)
  return window
}

/** A page with work that is not kept yet does not want to be closed: without a question it could not be, and would say nothing. */
function askBeforeLosingWork(window: BrowserWindow): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const [stay, leave] = [0, 1]
    const answer = dialog.showMessageBoxSync(window, {
      type: 'question',
      message: 'Leave without accepting?',
      detail: 'What you changed on this screen is not kept yet.',
      buttons: ['Stay here', 'Leave, drop the changes'],
      defaultId: stay,
      cancelId: stay,
    })
    // Here preventing means: not to heed the page.
    if (answer === leave) event.preventDefault()
  })
}

/** A page that crashed is loaded again; twice in a row within a minute is left to the user, who sees an empty window. */
function reloadAfterCrash(window: BrowserWindow): void {
  let lastCrashMs = Number.NEGATIVE_INFINITY
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    console.error(`fadeline: the window's page ended: ${reason}`)
    const nowMs = Date.now()
    if (reason !== 'clean-exit' && nowMs - lastCrashMs > 60_000) window.webContents.reload()
    lastCrashMs = nowMs
  })
}
