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
  {
    title: 'A client',
    keys: [
      { keys: '← ↑ ↓ →', words: 'From photo to photo' },
      { keys: 'Space', words: 'Choose the photo' },
      { keys: 'O', words: 'Open the photo' },
      { keys: 'C', words: 'Compare the pair' },
      { keys: 'Esc', words: 'Choose none' },
    ],
  },
  {
    title: 'A photo',
    keys: [
      { keys: '[ ]', words: 'Earlier, later visit' },
      { keys: '+ -', words: 'Zoom' },
      { keys: '0', words: 'Fit' },
      { keys: '1', words: '100 %' },
      { keys: '← ↑ ↓ →', words: 'Move the photo' },
    ],
  },
  {
    title: 'Compare',
    keys: [
      { keys: '← →', words: 'Move the wipe; Shift for more on its handle' },
      { keys: 'Space', words: 'Hold for before' },
      { keys: '[ ]', words: 'Step the after photo, with Alt the before photo' },
      { keys: 'B', words: 'Blink' },
      { keys: 'X', words: 'Swap sides' },
      { keys: 'V', words: 'Upright or lying' },
      { keys: 'U', words: 'Each side on its own' },
      { keys: '+ -', words: 'Zoom' },
      { keys: '0 1', words: 'Fit, 100 %' },
      { keys: 'Shift ← ↑ ↓ →', words: 'Move the photos' },
      { keys: 'F', words: 'Client view' },
    ],
  },
  {
    title: 'Alignment',
    keys: [
      { keys: 'Enter', words: 'Place a point at the cross' },
      { keys: '← ↑ ↓ →', words: 'Move the photo, or a point by 0.1 px' },
      { keys: 'Shift Ctrl', words: 'With an arrow: 1 px, 10 px' },
      { keys: 'Delete', words: 'Remove the point' },
      { keys: 'Ctrl Z', words: 'Undo; with Shift redo' },
    ],
  },
]
