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
    title: 'Import, what was read',
    keys: [
      { keys: '↑ ↓', words: 'From client to visit' },
      { keys: 'Enter', words: 'Put it right' },
      { keys: 'Z', words: 'Take it back' },
    ],
  },
  {
    title: 'Needs a look',
    keys: [
      { keys: 'Enter', words: 'Accept what is suggested, or seen' },
      { keys: '0 – 9', words: 'Give the answer with that number' },
      { keys: 'S', words: 'Leave it as it is' },
      { keys: 'W', words: 'For this photo, its visit, or all alike' },
      { keys: '← →', words: 'Pass over' },
      { keys: 'G', words: 'Many views on a sheet, or one by one' },
      { keys: 'Space', words: 'On the sheet: tick, untick' },
      { keys: 'Ctrl+A', words: 'On the sheet: tick all' },
      { keys: 'N', words: 'On the sheet: the next suggestion' },
      { keys: 'Z', words: 'Take the last answer back' },
    ],
  },
  {
    title: 'Compare',
    keys: [
      { keys: '← →', words: 'Move the wipe' },
      { keys: 'Space', words: 'Hold for the before photo' },
      { keys: 'X', words: 'Swap sides' },
      { keys: 'B', words: 'Blink' },
      { keys: 'D', words: 'Difference' },
      { keys: 'L', words: 'Loupe' },
      { keys: 'V', words: 'Turn the wipe' },
      { keys: 'U', words: 'Unlink the two' },
      { keys: 'C', words: 'Only what both photos show, or all' },
      { keys: '[ ]', words: 'Step the after photo' },
      { keys: 'Alt+[ Alt+]', words: 'Step the before photo' },
      { keys: '+ -', words: 'Zoom' },
      { keys: '0', words: 'Fit' },
      { keys: '1', words: '100 %' },
      { keys: 'Shift+Arrow', words: 'Move the photos' },
      { keys: 'F', words: 'Client view' },
      { keys: 'Z', words: 'Bring back the alignment of before' },
    ],
  },
  {
    title: 'Next photo',
    keys: [
      { keys: 'F', words: 'Full screen' },
      { keys: 'P', words: 'Print the card' },
    ],
  },
  {
    title: 'Points by hand',
    keys: [
      { keys: '← ↑ ↓ →', words: 'On a photo: move the cross over it' },
      { keys: '+ -', words: 'Zoom' },
      { keys: '0', words: 'Fit' },
      { keys: 'Enter', words: 'Place a point at the cross' },
      { keys: '← ↑ ↓ →', words: 'On a point: move it by 0.1 px' },
      { keys: 'Shift+Arrow', words: 'By 1 px' },
      { keys: 'Ctrl+Arrow', words: 'By 10 px' },
      { keys: 'Tab', words: 'Next point' },
      { keys: 'Delete', words: 'Remove the point' },
      { keys: 'Esc', words: 'Leave the point; cancel where nothing was changed' },
      { keys: 'Ctrl+Z', words: 'Undo' },
      { keys: 'Ctrl+Y', words: 'Redo' },
      { keys: 'W A S D', words: 'Move the after photo as a whole' },
      { keys: 'Q E', words: 'Turn it' },
      { keys: 'R F', words: 'Larger, smaller' },
      { keys: 'Shift+W …', words: 'The same in coarse steps' },
    ],
  },
  {
    title: 'Regions for the fade',
    keys: [
      { keys: '← ↑ ↓ →', words: 'Move the cross or the corner' },
      { keys: 'Space', words: 'Set a corner' },
      { keys: 'Enter', words: 'Close the region' },
      { keys: '[ ]', words: 'From corner to corner' },
      { keys: 'Delete', words: 'Remove' },
      { keys: '+ -', words: 'Zoom' },
      { keys: '0', words: 'Fit' },
      { keys: 'Ctrl+Z', words: 'Undo' },
      { keys: 'Ctrl+Y', words: 'Redo' },
    ],
  },
]
