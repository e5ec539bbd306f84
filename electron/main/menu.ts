import { app, BrowserWindow, Menu, shell, type MenuItemConstructorOptions } from 'electron'
import { APP_ORIGIN } from './own-address.ts'

/** The native menu, in a practitioner's words. */
export function setMenu(options: { readonly catalogueFolder: string }): void {
  const isMac = process.platform === 'darwin'
  const appMenu: MenuItemConstructorOptions[] = isMac ? [{ role: 'appMenu' }] : []
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...appMenu,
      {
        label: '&File',
        submenu: [
          goTo('Import Photos …', 'CmdOrCtrl+O', '/import'),
          { type: 'separator' },
          {
            label: 'Show Catalogue in File Manager',
            click: () => shell.showItemInFolder(options.catalogueFolder),
          },
          goTo('Settings', 'CmdOrCtrl+,', '/settings'),
          { type: 'separator' },
          isMac ? { role: 'close', label: 'Close Window' } : { role: 'quit', label: 'Quit Fadeline' },
        ],
      },
      {
        label: '&Edit',
        submenu: [
          { role: 'undo' },
          { role: 'redo' },
          { type: 'separator' },
          { role: 'cut' },
          { role: 'copy' },
          { role: 'paste' },
          { role: 'selectAll' },
        ],
      },
      {
        label: '&View',
        submenu: [
          goTo('Clients', 'CmdOrCtrl+1', '/'),
          { type: 'separator' },
          { role: 'resetZoom', label: 'Normal Text Size' },
          { role: 'zoomIn', label: 'Larger Text' },
          { role: 'zoomOut', label: 'Smaller Text' },
          { type: 'separator' },
          { role: 'togglefullscreen', label: 'Full Screen' },
        ],
      },
      {
        label: '&Window',
        role: 'window',
        submenu: [{ role: 'minimize' }, { role: 'zoom', label: 'Maximise' }],
      },
      {
        label: '&Help',
        role: 'help',
        submenu: [{ label: 'About Fadeline', click: () => app.showAboutPanel() }],
      },
    ]),
  )
}

/** A screen of the program; only the part of its address behind the # changes, so that the page stays loaded. */
function goTo(label: string, accelerator: string, screen: string): MenuItemConstructorOptions {
  return {
    label,
    accelerator,
    click: () => {
      const [window] = BrowserWindow.getAllWindows()
      void window?.loadURL(`${APP_ORIGIN}/#${screen}`)
    },
  }
}
