import type { IpcMainEvent, IpcMainInvokeEvent, Session, WebContents } from 'electron'
import { APP_SCHEME, isOwnAddress } from './own-address.ts'

/** Nothing leaves the machine and nothing is allowed: every permission is denied, every request that is not app: is cancelled. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => {
    const isAppRequest = URL.canParse(details.url) && new URL(details.url).protocol === `${APP_SCHEME}:`
    answer({ cancel: !isAppRequest })
  })
  // Its dictionaries would be downloaded.
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
}

/** Keeps a page where it is: it neither navigates away nor opens windows, and holds no other page. */
export function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    // The interface has no frames of its own.
    if (!event.isMainFrame || !isOwnAddress(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // No page of this program links outside, so nothing is handed to the system's browser either.
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  // Without a proxy there is no way around the cancelled requests for WebRTC.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}

/** True where a message comes from the main frame of one of this program's own pages. */
export function isOwnSender(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame === event.sender.mainFrame && isOwnAddress(frame.url)
}
