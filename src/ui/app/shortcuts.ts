interface ShortcutGroup {
  readonly title: string
  readonly keys: readonly { readonly keys: string; readonly words: string }[]
}

/** What the keyboard help lists; each screen's group says only what that screen really does. */
export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'Everywhere',
    keys: [
      { keys: '?', words: 'This help' },
      { keys: 'Tab', words: 'To the next control' },
      { keys: 'Esc', words: 'Close what is open' },
    ],
  },
  {
    title: 'Clients',
    keys: [
      { keys: '/', words: 'Search' },
      { keys: '↑ ↓', words: 'From client to client' },
      { keys: 'Enter', words: 'Open the client' },
    ],
  },
]
