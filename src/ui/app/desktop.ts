import { BRIDGE_NAME, type DesktopBridge } from '../../contract/bridge.ts'

declare global {
  interface Window {
    readonly [BRIDGE_NAME]?: DesktopBridge
  }
}

/** What the desktop shell offers, or null in a browser tab. */
export function desktop(): DesktopBridge | null {
  return window[BRIDGE_NAME] ?? null
}
