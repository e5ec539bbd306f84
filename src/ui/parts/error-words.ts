import type { ErrorCode } from '../../contract/errors.ts'

/** A failure for people: what happened, what was kept, what to do next. */
export interface ErrorWords {
  readonly what: string
  readonly kept: string
  readonly next: string
}

const UNCHANGED = 'Nothing was changed.'
const ORIGINAL_SAFE = 'The file itself was not touched.'

const WORDS: Readonly<Record<ErrorCode, ErrorWords>> = {
  'invalid-input': {
    what: 'That could not be understood',
    kept: UNCHANGED,
    next: 'Check what was entered and try again.',
  },
  'not-found': {
    what: 'This is no longer in the catalogue',
    kept: 'Everything else is as it was.',
    next: 'Go back to the clients and open it from there.',
  },
  'folder-not-found': {
    what: 'There is no such folder',
    kept: UNCHANGED,
    next: 'If it is on an external drive, connect the drive; otherwise choose another folder.',
  },
  'folder-not-readable': {
    what: 'This folder may not be read',
    kept: UNCHANGED,
    next: 'Ask whoever manages this computer for the right to read it, or choose another folder.',
  },
  'folder-vanished': {
    what: 'The folder disappeared while it was being read',
    kept: 'What had been read until then is kept.',
    next: 'Connect the drive again and import the folder once more, or import it from where it was moved to; only what is missing is added.',
  },
  'file-not-found': {
    what: 'The file is not there',
    kept: UNCHANGED,
    next: 'It may have been moved or renamed; import its folder again and Fadeline finds it.',
  },
  'file-not-readable': {
    what: 'The file may not be read',
    kept: ORIGINAL_SAFE,
    next: 'Ask whoever manages this computer for the right to read it.',
  },
  'file-not-writable': {
    what: 'The file could not be written there',
    kept: 'No half-written file was left behind.',
    next: 'Choose another folder, or check that the drive is not write-protected.',
  },
  'not-a-file': {
    what: 'This is a link or a device, not a file of its own',
    kept: ORIGINAL_SAFE,
    next: 'Links are not followed, so that no photo is met twice. Import the folder that it leads to.',
  },
  'empty-file': {
    what: 'The file is empty',
    kept: ORIGINAL_SAFE,
    next: 'Copy the photo from the camera or the backup again.',
  },
  'unreadable-image': {
    what: 'The file is not a photo that can be read',
    kept: ORIGINAL_SAFE,
    next: 'Open it in another program; if it is damaged there too, take it from the backup.',
  },
  'truncated-image': {
    what: 'The end of the photo is missing',
    kept: ORIGINAL_SAFE,
    next: 'Copy the photo from the camera or the backup again.',
  },
  'unsupported-format': {
    what: 'This kind of file cannot be read',
    kept: ORIGINAL_SAFE,
    next: 'JPEG, HEIC, PNG, WebP, TIFF and AVIF can be read, and raw files that hold a large preview; save the photo as one of them.',
  },
  'image-too-large': {
    what: 'The photo has more pixels than can be opened safely',
    kept: ORIGINAL_SAFE,
    next: 'Save a smaller version beside it and import that.',
  },
  'decode-timeout': {
    what: 'Reading the photo took too long',
    kept: ORIGINAL_SAFE,
    next: 'Try again when the computer is less busy; if it happens again, the file is probably damaged.',
  },
  'no-regions': {
    what: 'No skin has been marked for measuring yet',
    kept: UNCHANGED,
    next: 'Draw a treated region and a bare-skin region on the healed photo.',
  },
  'no-baseline': {
    what: 'There is no healed photo to measure from',
    kept: UNCHANGED,
    next: 'A fade is measured from a photo taken 28 days or more after the last session.',
  },
  'not-registered': {
    what: 'The two photos have not been brought on top of each other',
    kept: 'Both photos are as they were.',
    next: 'Align them, or place two or more points by hand.',
  },
  'not-an-export': {
    what: 'This picture carries no Fadeline record',
    kept: UNCHANGED,
    next: 'Choose a picture that was exported by Fadeline, with its record beside it.',
  },
  'catalogue-newer': {
    what: 'This catalogue was made by a newer Fadeline',
    kept: 'It was not opened, so nothing in it was changed.',
    next: 'Install the newest version of Fadeline.',
  },
  'catalogue-damaged': {
    what: 'The catalogue, or an entry of it, cannot be read',
    kept: 'Your original photos are not affected.',
    next: '“Check the catalogue” in the settings tells which entry and which backup to restore; where nothing opens, restore the newest. What was done after it is lost, the photos are not.',
  },
  'catalogue-in-use': {
    what: 'Another Fadeline is using this catalogue',
    kept: UNCHANGED,
    next: 'Close the other window, then try again.',
  },
  'catalogue-not-writable': {
    what: 'The catalogue cannot be written',
    kept: 'What was saved before is kept.',
    next: 'Check that its folder is not write-protected.',
  },
  'disk-full': {
    what: 'The disk is full',
    kept: 'What was done until then is kept.',
    next: 'Free some space and try again; it goes on where it stopped.',
  },
  'original-offline': {
    what: 'The original photo cannot be reached',
    kept: 'Everything known about it is kept.',
    next: 'Connect the drive it is on, or allow its folder to be read, then try again. Where its file was changed, bring the folder in again.',
  },
  busy: {
    what: 'Something else is still running',
    kept: UNCHANGED,
    next: 'Wait until it is done, or cancel it.',
  },
  cancelled: {
    what: 'Cancelled',
    kept: 'What was done until then is kept.',
    next: 'Start it again whenever you like.',
  },
  disconnected: {
    what: 'The part of Fadeline that reads photos has stopped',
    kept: 'Your catalogue and your photos are kept.',
    next: 'It is being started again; if this stays, reopen the window.',
  },
  internal: {
    what: 'Something went wrong inside Fadeline',
    kept: 'Your catalogue and your photos are kept.',
    next: 'Try again; if it happens again, the log says more.',
  },
}

/** The words for an error code; the interface never shows the text that came over the wire. */
export function errorWords(code: ErrorCode): ErrorWords {
  return WORDS[code]
}
