import { app, Menu, shell, type MenuItemConstructorOptions } from 'electron'

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
          {
            label: 'Show Catalogue in File Manager',
            click: () => shell.showItemInFolder(options.catalogueFolder),
          },
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
