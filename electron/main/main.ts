import { join, resolve } from 'node:path'
import { app, BrowserWindow, ipcMain, protocol, session } from 'electron'
import { createInterfaceServer } from '../../src/backend/rpc/serve-interface.ts'
import { ALREADY_OPEN_LINE } from '../../src/contract/launch-lines.ts'
import { CHANNELS } from '../preload/channels.ts'
import { startBackendHost } from './backend-host.ts'
import { answerDesktopCalls } from './desktop-calls.ts'
import { guardContents, guardSession, isOwnSender } from './guard.ts'
import { openMainWindow } from './main-window.ts'
import { setMenu } from './menu.ts'
import { APP_SCHEME, isOwnAddress } from './own-address.ts'
import { readSwitch } from './read-switch.ts'

// As root Electron runs with --no-sandbox only, and asking for the sandbox beside that switch ends the process.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()

protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
])

if (app.requestSingleInstanceLock()) {
  app.on('session-created', guardSession)
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
  // Not awaited: a top-level await holds back the very event it waits for.
  void app.whenReady().then(start)
} else {
  console.log(ALREADY_OPEN_LINE)
  app.quit()
}

function start(): void {
  guardSession(session.defaultSession)
  const programFolder = join(import.meta.dirname, '../..')
  // Packaged, they lie beside the archive that the program is in.
  const resourcesFolder = join(app.isPackaged ? process.resourcesPath : programFolder, 'resources')
  const catalogueFolder = resolve(
    readSwitch(process.argv, '--catalogue') ??
      process.env['FADELINE_CATALOGUE'] ??
      join(app.getPath('appData'), 'Fadeline', 'catalogue'),
  )

  const backend = startBackendHost({
    catalogueFolder,
    resourcesFolder,
    version: app.getVersion(),
    onRestart: () => BrowserWindow.getAllWindows().forEach(handPort),
  })
  const handPort = (window: BrowserWindow): void => {
    const port = backend.connectPage()
    if (port !== null) window.webContents.postMessage(CHANNELS.backendPort, null, [port])
  }

  const serve = createInterfaceServer({
    folder: join(programFolder, 'out/renderer'),
    handleMedia: backend.handleMedia,
  })
  protocol.handle(APP_SCHEME, (request) =>
    isOwnAddress(request.url) ? serve(request) : new Response('Not found', { status: 404 }),
  )

  ipcMain.on(CHANNELS.wantBackend, (event) => {
    const window = BrowserWindow.fromWebContents(event.sender)
    if (isOwnSender(event) && window !== null) handPort(window)
  })
  answerDesktopCalls()
  setMenu({ catalogueFolder })

  let window: BrowserWindow | null = null
  const open = (): void => {
    window = openMainWindow()
    window.once('closed', () => {
      window = null
    })
  }
  open()

  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore()
    window?.focus()
  })
  app.on('activate', () => {
    if (window === null) open()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.once('will-quit', (event) => {
    // The catalogue is closed in order before the program ends.
    event.preventDefault()
    // Asked for again only when this event is over, or it would be taken for the same request.
    void backend.close().finally(() => setImmediate(() => app.quit()))
  })
}
