import { useHotkeys, type HotkeyCallback } from 'react-hotkeys-hook'

/**
 * A key that works wherever the focus is, except in a field one types in. It listens while the event goes down, because
 * react-aria's controls stop it on its way up.
 */
export function useShortcut(
  key: string,
  run: HotkeyCallback,
  options: { readonly isEnabled?: boolean } = {},
): void {
  useHotkeys(key, run, {
    useKey: true,
    preventDefault: true,
    enabled: options.isEnabled ?? true,
    eventListenerOptions: { capture: true },
  })
}
