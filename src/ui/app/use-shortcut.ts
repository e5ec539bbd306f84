import { useHotkeys, type HotkeyCallback } from 'react-hotkeys-hook'

/** What takes keys for itself: a dialog's buttons, an open list, a menu. */
const TAKERS = '[role="dialog"], [role="listbox"], [role="menu"]'

/**
 * A key that works wherever the focus is, except where one types and in what lies over the page. It listens while the event goes down, because
 * react-aria's controls stop it on its way up.
 */
export function useShortcut(
  key: string,
  run: HotkeyCallback,
  options: {
    readonly isEnabled?: boolean
    /** For Enter: it then presses the button or follows the link on which the focus is. */
    readonly leavesControls?: boolean
  } = {},
): void {
  useHotkeys(key, run, {
    useKey: true,
    preventDefault: true,
    enabled: options.isEnabled ?? true,
    // Modes and arrangements are radio buttons, in which nothing is typed.
    enableOnFormTags: ['radio', 'slider'],
    eventListenerOptions: { capture: true },
    ignoreEventWhen: ({ target }) =>
      target instanceof Element &&
      target.closest(options.leavesControls === true ? `${TAKERS}, button, a, input` : TAKERS) !== null,
  })
}
