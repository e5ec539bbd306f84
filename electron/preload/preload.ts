import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { BRIDGE_NAME, PORT_MESSAGE, type DesktopBridge } from '../../src/contract/bridge.ts'
import { CHANNELS } from './channels.ts'

const bridge: DesktopBridge = {
  chooseFolder: (purpose) => ipcRenderer.invoke(CHANNELS.chooseFolder, purpose),
  chooseSaveFile: (options) => ipcRenderer.invoke(CHANNELS.chooseSaveFile, options.suggestedName),
  revealFile: (file) => ipcRenderer.invoke(CHANNELS.revealFile, file),
  pathOfFile: (file) => (file instanceof File ? webUtils.getPathForFile(file) || null : null),
  setFullScreen: (isFullScreen) => ipcRenderer.invoke(CHANNELS.setFullScreen, isFullScreen),
}

contextBridge.exposeInMainWorld(BRIDGE_NAME, bridge)

// The port cannot pass the context bridge; a message to the page's own window carries it over.
ipcRenderer.on(CHANNELS.backendPort, (event) => {
  window.postMessage(PORT_MESSAGE, window.location.origin, [...event.ports])
})

// The page's module scripts have run by then, so that its listener stands before the first port arrives.
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send(CHANNELS.wantBackend))
