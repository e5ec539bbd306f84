/** What the desktop app says on its standard output when its window can be seen; `npm start` waits for it. */
export const WINDOW_OPEN_LINE = 'fadeline: the window is open'

/** What a second desktop app says before it leaves: the window of the first one was brought to the front. */
export const ALREADY_OPEN_LINE = 'fadeline: already open'
